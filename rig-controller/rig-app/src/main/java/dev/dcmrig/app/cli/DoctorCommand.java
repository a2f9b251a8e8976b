// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.RigBenches;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.StopOnSignal;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.BenchProvider;
import dev.dcmrig.run.RunRequest;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.run.cucumber.SuiteRun;
import dev.dcmrig.run.cucumber.SuiteRun.Order;
import dev.dcmrig.run.cucumber.TagFilter;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.ScenarioLog;
import dev.dcmrig.run.scenario.ScenarioResult;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig dcm doctor}: for somebody who makes a DCM, before the suite is run. */
@Command(
    name = "doctor",
    description = {
      "Looks whether a bench's DCM does what everything else needs: start, hello, lamps, CAN,",
      "proxy, TLS, a call, an INFO each way, voice, a call back. Says for each that is not so what",
      "was seen, and which section of docs/DCM-INTERFACE.md to read. Keeps no evidence."
    },
    footer = {
      "",
      "Examples:",
      "  rig dcm doctor emulated",
      "  rig dcm doctor my-benches/my-dcm.yaml"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final String FOLDER = "doctor";
  private static final String DOCUMENT = "docs/DCM-INTERFACE.md";
  private static final String SECTION = "@section-";

  /** What all others need. */
  private static final String FIRST = "@first";

  private static final long SEED = 1;

  @Parameters(paramLabel = "BENCH", description = "A bench file, or the name of one.")
  private Path bench = Path.of(BenchFiles.DEFAULT);

  @Option(
      names = "--defect",
      paramLabel = "ID",
      completionCandidates = Candidates.SeededDefects.class,
      description = "Seeds a defect into the DCM, to see what is said of it. Repeatable.")
  private List<String> defects = new ArrayList<>();

  @Mixin private DriverOption drivers = new DriverOption();

  private final RigCommand rig;

  DoctorCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  @SuppressWarnings("try") // The signal's watcher is closed, and not called.
  public Integer call() {
    RigHome home = RigHome.find();
    RigBenches provider = new RigBenches(home, drivers.table());
    RunRequest request =
        new RunRequest(
            BenchFiles.bench(home, bench),
            "",
            null,
            SEED,
            defects,
            Order.FEATURE,
            1,
            "rig dcm doctor",
            RigCommand.Version.number());
    BenchConfiguration configuration =
        BenchConfiguration.load(home, request.bench(), provider.drivers());
    provider.check(configuration, request);
    List<Path> folder = List.of(home.configs().resolve(FOLDER));
    FeatureFiles features = FeatureFiles.read(home, folder, folder);
    Interruption interruption = new Interruption();
    SuiteRun suite =
        new SuiteRun(
            features,
            new SuiteRun.Plan(
                TagFilter.of("", features.tags()), request.order(), request.seed(), 1),
            interruption);
    rig.console().line("DCM of bench " + Console.visible(configuration.file().name()) + ":");
    List<ScenarioResult> results;
    try (StopOnSignal stop = new StopOnSignal(interruption::request);
        BenchProvider.OpenBenches benches = provider.open(configuration, request, interruption)) {
      results =
          suite.run(
              scenario -> ScenarioLog.NONE,
              benches::open,
              OutputStream.nullOutputStream(),
              result -> ended(result, interruption),
              this::debug,
              this::begins);
    }
    return told(suite.selected().size(), results, interruption).number();
  }

  private void begins(FeatureScenario scenario, String step) {
    rig.console().status("  ...  " + scenario.name() + ": " + step);
  }

  private void debug(Throwable thrown) {
    if (rig.debug()) {
      thrown.printStackTrace(rig.console().err());
    }
  }

  private void ended(ScenarioResult result, Interruption interruption) {
    Console console = rig.console();
    boolean ok = result.verdict() == Verdict.PASSED;
    console.line(
        (ok ? "  ok   " : console.strong("  NOT  ")) + Console.visible(result.scenario().name()));
    if (ok) {
      return;
    }
    console.line(
        "       seen: " + Console.visible(Ending.firstSentence(result.judgement().reason())));
    console.line("       at: " + Ending.location(result));
    console.line("       read: " + DOCUMENT + ", section " + section(result.scenario()));
    if (result.scenario().tags().contains(FIRST)) {
      interruption.enough();
    }
  }

  private static String section(FeatureScenario scenario) {
    return scenario.tags().stream()
        .filter(tag -> tag.startsWith(SECTION))
        .map(tag -> tag.substring(SECTION.length()))
        .findFirst()
        .orElse("0");
  }

  private ExitCode told(int planned, List<ScenarioResult> results, Interruption interruption) {
    Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
    results.forEach(
        result ->
            codes.add(
                switch (result.verdict()) {
                  case PASSED -> ExitCode.PASSED;
                  case FAILED -> ExitCode.FAILED;
                  case FLAKY -> ExitCode.FLAKY;
                  case INCONCLUSIVE, ERROR, NOT_VERIFIED -> ExitCode.BENCH_BROKE;
                }));
    if (interruption.isByUser()) {
      codes.add(ExitCode.INTERRUPTED);
    }
    if (results.size() < planned) {
      codes.add(ExitCode.BENCH_BROKE);
      rig.console()
          .line(
              "  " + (planned - results.size()) + " more were not looked at: they need the above");
    }
    long ok = results.stream().filter(result -> result.verdict() == Verdict.PASSED).count();
    rig.console().line(ok + " of " + planned + " are as a DCM must be");
    return ExitCode.of(codes);
  }
}
