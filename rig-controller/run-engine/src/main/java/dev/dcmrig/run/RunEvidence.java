// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.compliance.ReportWriter;
import dev.dcmrig.evidence.InputFile;
import dev.dcmrig.evidence.KnownFailures;
import dev.dcmrig.evidence.PastRun;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.RunOptions;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.RunShard;
import dev.dcmrig.evidence.ScenarioEvidence;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.ScenarioTimes;
import dev.dcmrig.evidence.StepVerdict;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.Judgement;
import dev.dcmrig.run.scenario.ScenarioLog;
import dev.dcmrig.run.scenario.Stopwatch;
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
import java.util.StringJoiner;

/** The run folder of a run: evidence while it goes on, the report at its end. */
final class RunEvidence implements ScenarioLog.Book, AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** Runs begun within one second get numbers up to this. */
  private static final int MAX_SAME_SECOND = 1000;

  private final RunFolder run;
  private final MessageLog messages;
  private final ThisRig rig;
  private final Interruption interruption;
  private final boolean failedOnly;
  private final boolean virtualTime;

  private RunEvidence(
      RunFolder run,
      MessageLog messages,
      ThisRig rig,
      Interruption interruption,
      boolean failedOnly,
      boolean virtualTime) {
    this.run = run;
    this.interruption = interruption;
    this.messages = messages;
    this.rig = rig;
    this.failedOnly = failedOnly;
    this.virtualTime = virtualTime;
  }

  /**
   * Makes the run folder, and puts options, plan, catalogue and copies of the configuration into
   * it: all that is known before the first scenario.
   */
  static RunEvidence create(
      RigHome home,
      RunRequest request,
      BenchConfiguration configuration,
      RequirementCatalogue catalogue,
      List<FeatureScenario> selected,
      List<String> notes,
      Interruption interruption) {
    ThisRig rig = ThisRig.look(home, request.toolVersion());
    Path asked = request.out();
    Path folder = asked != null ? asked : unused(home.runs());
    RunFolder run = created(folder, options(folder, request, configuration, notes));
    if (asked == null) {
      LatestLink.to(folder);
    }
    run.limit(request.terms().maxEvidenceBytes());
    run.plan(selected.stream().map(FeatureScenario::planned).toList());
    run.requirements(RunOrigin.requirements(catalogue));
    run.machines(RunOrigin.machines(home, RunInputs.tables(selected)));
    run.inputs(RunInputs.of(home, configuration, selected));
    Path lab = request.terms().lab();
    if (lab != null) {
      run.inputs(List.of(new InputFile(RunInputs.LABORATORY, lab)));
    }
    return new RunEvidence(
        run,
        new MessageLog(run.cucumberMessages(), interruption),
        rig,
        interruption,
        !request.defects().isEmpty(),
        configuration.file().virtualTime());
  }

  private static RunOptions options(
      Path folder, RunRequest request, BenchConfiguration configuration, List<String> notes) {
    return new RunOptions(
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        request.toolVersion(),
        request.commandLine(),
        request.seed(),
        configuration.file().name(),
        configuration.file().dcmDriver() + " DCM, profile " + configuration.profile().name(),
        !configuration.file().hasRealDcm(),
        request.tags(),
        request.order().name().toLowerCase(Locale.ROOT),
        List.copyOf(request.seeded()),
        request.parallel(),
        List.of(
            new RunOptions.Channel(
                configuration.file().channel(),
                "dbc/" + RunInputs.fileName(configuration.vehicle().binding().dbc().fileName()))),
        configuration.file().hasStandInService(),
        notes);
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
    try {
      Files.createDirectories(runs);
      Path folder = first;
      for (int number = 2; number < MAX_SAME_SECOND; number++) {
        if (isMade(folder)) {
          return folder;
        }
        folder = first.resolveSibling(first.getFileName() + "-" + number);
      }
    } catch (IOException e) {
      throw noFolder(runs, "no folder for the run can be made there: " + e.getMessage());
    }
    throw noFolder(runs, MAX_SAME_SECOND + " runs were begun in one second");
  }

  private static ConfigurationException noFolder(Path runs, String why) {
    return new ConfigurationException(
        new Problem(runs.toString(), 0, why, "name one of your own with --out"));
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

  Path folder() {
    return run.path();
  }

  Path report() {
    return run.path().resolve("report.html");
  }

  /** Puts down which part of a suite this run is. */
  void shard(RunShard shard) {
    shard.write(run.path());
  }

  /** Puts down which failures somebody knows of, and keeps the list. */
  void known(KnownFailures failures, Known list) {
    failures.write(run.path());
    run.inputs(List.of(new InputFile(list.input(), list.file())));
  }

  /** What became of failures that somebody knew of. */
  List<KnownFailures.Outcome> known(RunResult result) {
    try {
      return KnownFailures.of(run.path())
          .judge(result.scenarios(), result.requirements(), PastRun.device(run.path()));
    } catch (IOException e) {
      throw RunFolderException.unwritable("reading the known failures", run.path(), e);
    }
  }

  /** Keeps copies of what the bench's parts have read. */
  void inputs(List<InputFile> files) {
    run.inputs(files);
  }

  /** Takes down second attempts at scenarios that failed. */
  ScenarioLog.Book retries() {
    return scenario -> new Log(run.retry(scenario.id(), epoch()));
  }

  /** Where cucumber's messages of second attempts go. */
  OutputStream retryMessages() {
    Path file = run.retryMessages();
    try {
      Files.createDirectories(file.resolveSibling(""));
    } catch (IOException e) {
      throw RunFolderException.unwritable("making room for second attempts", file, e);
    }
    return new MessageLog(file, interruption);
  }

  /** Where cucumber's messages go. */
  OutputStream messages() {
    return messages;
  }

  /**
   * Ends the run: digest and verdicts, the reports from what is on disk, the manifest last.
   *
   * @throws RunFolderException when that can't be written
   */
  RunResult finish() {
    messages.close();
    run.tool(rig.identity());
    RunResult result = run.finish();
    ReportWriter.write(run.path());
    run.seal(result);
    return result;
  }

  @Override
  public ScenarioLog begin(FeatureScenario scenario) {
    return new Log(run.scenario(scenario.id(), epoch()));
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
    private final Stopwatch stopwatch = new Stopwatch();
    private final StringJoiner stepsBegan = new StringJoiner(", ");
    private final StringJoiner stepsEnded = new StringJoiner(", ");
    private long stepBegan;

    Log(ScenarioEvidence evidence) {
      this.evidence = evidence;
      evidence.beside("began", began());
    }

    @WallClock("when a scenario began in the world's time lies outside of the evidence digest")
    private String began() {
      return Instant.now().toString();
    }

    @Override
    public ScenarioRecorder recorder() {
      return evidence;
    }

    @Override
    public void stepBegins() {
      stepBegan = stopwatch.elapsed().toNanos();
    }

    @Override
    public void step(long fromNanos, long toNanos, String text, Judgement judgement) {
      stepsBegan.add(Long.toString(stepBegan));
      stepsEnded.add(Long.toString(stopwatch.elapsed().toNanos()));
      int space = text.indexOf(' ');
      evidence.step(
          toNanos,
          text.substring(0, Math.max(space, 0)),
          text.substring(space + 1),
          new StepVerdict(
              judgement.verdict(),
              judgement.subject(),
              judgement.requirements(),
              judgement.reason()));
    }

    @Override
    public void conclude(Judgement judgement, long benchNanos) {
      evidence.beside("stepsBeganNanos", stepsBegan.toString());
      evidence.beside("stepsEndedNanos", stepsEnded.toString());
      evidence.beside(ScenarioTimes.WALL, Long.toString(stopwatch.elapsed().toNanos()));
      evidence.conclude(
          benchNanos,
          judgement.verdict(),
          judgement.subject(),
          judgement.requirements(),
          judgement.reason(),
          !failedOnly || judgement.verdict() == Verdict.FAILED);
      evidence.close();
    }

    @Override
    public void discard() {
      evidence.close();
    }
  }
}
