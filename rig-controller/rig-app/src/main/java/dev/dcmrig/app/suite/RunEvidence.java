package dev.dcmrig.app.suite;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.BenchFile;
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
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The run folder of a run: evidence while it goes on, the report at its end. */
public final class RunEvidence implements ScenarioLog.Book, AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** Runs begun within one second get numbers up to this. */
  private static final int MAX_SAME_SECOND = 100;

  private final RunFolder run;
  private final OutputStream messages;
  private final boolean failedOnly;
  private final boolean virtualTime;

  private RunEvidence(
      RunFolder run, OutputStream messages, boolean failedOnly, boolean virtualTime) {
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
   * Makes the run folder, and puts options and catalogue into it.
   *
   * @param out a new or empty folder; null for one under {@code reports/runs}
   */
  public static RunEvidence create(
      RigHome home,
      @Nullable Path out,
      Options options,
      BenchConfiguration configuration,
      RequirementCatalogue catalogue,
      List<FeatureScenario> selected)
      throws IOException {
    Path folder = out != null ? out : unused(home.runs());
    RunFolder run =
        created(
            folder,
            new RunOptions(
                String.valueOf(folder.getFileName()),
                options.toolVersion(),
                options.seed(),
                configuration.file().name(),
                "emulated DCM, profile " + configuration.profile().name(),
                options.tags(),
                options.defects(),
                options.parallel(),
                List.of(channel(configuration)),
                configuration.file().virtualTime()));
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
    OutputStream messages = new BufferedOutputStream(Files.newOutputStream(run.cucumberMessages()));
    return new RunEvidence(
        run, messages, !options.defects().isEmpty(), configuration.file().virtualTime());
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

  /** The name of the bus in traces: the interface, or vcan0 for a bus that is none. */
  private static String channel(BenchConfiguration configuration) {
    String uri = configuration.file().busUri();
    return BenchFile.isKernelBus(uri) ? uri.substring(uri.indexOf(':') + 1) : "vcan0";
  }

  @WallClock("the name of a run folder lies outside of the evidence digest")
  private static Path unused(Path runs) {
    String stamp = STAMP.format(LocalDateTime.now(ZoneOffset.UTC));
    Path folder = runs.resolve(stamp);
    for (int number = 2; Files.exists(folder) && number < MAX_SAME_SECOND; number++) {
      folder = runs.resolve(stamp + "-" + number);
    }
    return folder;
  }

  public Path folder() {
    return run.path();
  }

  /** Where cucumber's messages go. */
  public OutputStream messages() {
    return messages;
  }

  /** Ends the run: digest and verdicts, the reports from what is on disk, the manifest last. */
  public Outcome finish(List<ScenarioResult> results, boolean incomplete) throws IOException {
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
