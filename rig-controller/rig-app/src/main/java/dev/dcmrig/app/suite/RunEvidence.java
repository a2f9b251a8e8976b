// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.suite;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.compliance.ReportWriter;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.RunOptions;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.ScenarioEvidence;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.WallClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The run folder of a run: evidence while it goes on, the report at its end. */
public final class RunEvidence implements ScenarioLog.Book, AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** Runs begun within one second get numbers up to this. */
  private static final int MAX_SAME_SECOND = 100;

  /** Tag of scenarios that ask for a DCM profile of their own. */
  private static final String PROFILE_TAG = "@profile-";

  private final RunFolder run;
  private final MessageLog messages;
  private final boolean failedOnly;
  private final boolean virtualTime;

  private RunEvidence(RunFolder run, MessageLog messages, boolean failedOnly, boolean virtualTime) {
    this.run = run;
    this.messages = messages;
    this.virtualTime = virtualTime;
    this.failedOnly = failedOnly;
  }

  /** What the user asked for, and which rig did it. */
  public record Options(
      String toolVersion,
      String commandLine,
      long seed,
      List<String> defects,
      String tags,
      String order,
      int parallel) {}

  /** What a run has left. */
  public record Outcome(String digest, Path report) {}

  /**
   * Makes the run folder, and puts options, catalogue and copies of the configuration into it.
   *
   * @param out a new or empty folder; null for one under {@code reports/runs}
   */
  public static RunEvidence create(
      RigHome home,
      @Nullable Path out,
      Options options,
      BenchConfiguration configuration,
      RequirementCatalogue catalogue,
      List<FeatureScenario> selected,
      Interruption interruption) {
    Path folder = out != null ? out : unused(home.runs());
    RunFolder run = created(folder, options(folder, options, configuration));
    run.requirements(
        catalogue.all().stream()
            .map(
                entry ->
                    new Requirement(
                        entry.id(),
                        entry.title(),
                        entry.statement(),
                        entry.source(),
                        entry.subject()))
            .toList());
    inputs(home, run, configuration, selected);
    return new RunEvidence(
        run,
        new MessageLog(run.cucumberMessages(), interruption),
        !options.defects().isEmpty(),
        configuration.file().virtualTime());
  }

  private static RunOptions options(
      Path folder, Options options, BenchConfiguration configuration) {
    return new RunOptions(
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        options.toolVersion(),
        options.commandLine(),
        options.seed(),
        configuration.file().name(),
        configuration.file().dcmDriver() + " DCM, profile " + configuration.profile().name(),
        !configuration.file().hasRealDcm(),
        options.tags(),
        options.order(),
        options.defects(),
        options.parallel(),
        List.of(
            new RunOptions.Channel(
                configuration.file().channel(),
                "dbc/" + fileName(configuration.vehicle().binding().dbc().fileName()))),
        configuration.file().hasStandInService());
  }

  /** Whoever reads the report later needs the very files that the run was made with. */
  private static void inputs(
      RigHome home,
      RunFolder run,
      BenchConfiguration configuration,
      List<FeatureScenario> selected) {
    Map<String, Path> inputs = new TreeMap<>();
    BiConsumer<String, String> input =
        (kind, shown) -> inputs.put(kind + "/" + fileName(shown), home.root().resolve(shown));
    input.accept("bench", configuration.file().file());
    input.accept("vehicle", configuration.vehicle().file());
    input.accept("dbc", configuration.vehicle().binding().dbc().fileName());
    input.accept("dcm-profile", configuration.profile().file());
    for (FeatureScenario scenario : selected) {
      inputs.put("features/" + scenario.uri(), home.features().resolve(scenario.uri()));
      for (String tag : scenario.tags()) {
        if (tag.startsWith(PROFILE_TAG)) {
          String name = tag.substring(PROFILE_TAG.length()) + ".yaml";
          input.accept("dcm-profile", "hil-configs/dcm-profiles/" + name);
        }
      }
    }
    inputs.forEach(run::input);
  }

  private static String fileName(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }

  /** A folder that can't be used is the user's to mend, not a broken bench. */
  private static RunFolder created(Path folder, RunOptions options) {
    try {
      return RunFolder.create(folder, options);
    } catch (RunFolderException e) {
      throw new ConfigurationException(
          new Problem("--out " + folder, 0, String.valueOf(e.getMessage()), ""));
    }
  }

  /** A new folder, made at once, so that two runs of one second don't share it. */
  @WallClock("the name of a run folder lies outside of the evidence digest")
  private static Path unused(Path runs) {
    Path first = runs.resolve(STAMP.format(LocalDateTime.now(ZoneOffset.UTC)));
    Path folder = first;
    try {
      Files.createDirectories(runs);
      for (int number = 2; !isMade(folder) && number < MAX_SAME_SECOND; number++) {
        folder = first.resolveSibling(first.getFileName() + "-" + number);
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem(
              runs.toString(),
              0,
              "no folder for the run can be made there: " + e.getMessage(),
              "name one of your own with --out"));
    }
    return folder;
  }

  /** False when another run of this second has made it. */
  private static boolean isMade(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  public Path folder() {
    return run.path();
  }

  /** Where cucumber's messages go. */
  public OutputStream messages() {
    return messages;
  }

  /**
   * Ends the run: digest and verdicts, the reports from what is on disk, the manifest last.
   *
   * @throws RunFolderException when that can't be written
   */
  public Outcome finish(boolean incomplete) {
    messages.close();
    RunResult result = run.finish(!incomplete);
    ReportWriter.write(run.path());
    run.seal(result);
    return new Outcome(result.digest(), run.path().resolve("report.html"));
  }

  @Override
  public ScenarioLog begin(FeatureScenario scenario) {
    return new Log(run.scenario(scenario.location(), scenario.name(), scenario.tags(), epoch()));
  }

  /** The calendar instant that a scenario's time counts from. */
  @WallClock("a real-time bench lives in the world's own time")
  private Instant epoch() {
    return virtualTime ? VirtualTimeline.EPOCH : Instant.now();
  }

  @Override
  public void close() {
    run.close();
  }

  private final class Log implements ScenarioLog {
    private final ScenarioEvidence evidence;

    Log(ScenarioEvidence evidence) {
      this.evidence = evidence;
    }

    @Override
    public ScenarioRecorder recorder() {
      return evidence;
    }

    @Override
    public void step(long fromNanos, long toNanos, String text, Judgement judgement) {
      int space = text.indexOf(' ');
      evidence.step(
          toNanos,
          text.substring(0, Math.max(space, 0)),
          text.substring(space + 1),
          judgement.verdict() == Verdict.PASSED ? "passed" : "failed",
          judgement.reason().isEmpty() ? null : judgement.reason());
    }

    @Override
    public void conclude(Judgement judgement, long benchNanos) {
      evidence.conclude(benchNanos, judgement.verdict(), judgement.subject(), judgement.reason());
      if (failedOnly && judgement.verdict() != Verdict.FAILED) {
        evidence.discard();
      }
      evidence.close();
    }

    @Override
    public void discard() {
      evidence.close();
    }
  }
}
