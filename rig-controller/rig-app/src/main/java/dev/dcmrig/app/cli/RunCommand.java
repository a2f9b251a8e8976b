// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.DcmProfiles;
import dev.dcmrig.app.bench.Defects;
import dev.dcmrig.app.bench.EmulatedBenches;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.StopOnSignal;
import dev.dcmrig.app.suite.FeatureFiles;
import dev.dcmrig.app.suite.FeatureScenario;
import dev.dcmrig.app.suite.Interruption;
import dev.dcmrig.app.suite.RunEvidence;
import dev.dcmrig.app.suite.ScenarioResult;
import dev.dcmrig.app.suite.Stopwatch;
import dev.dcmrig.app.suite.SuiteRun;
import dev.dcmrig.app.suite.SuiteRun.Order;
import dev.dcmrig.app.suite.TagFilter;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.RunFolderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig run}. */
@Command(
    name = "run",
    description = "Runs scenarios on a bench, and writes evidence and a report.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  rig run                                   every scenario on the emulated bench",
      "  rig run --tags '@SOS-04 or @SOS-05'       the scenarios of two requirements",
      "  rig run --seed 7 --parallel 2             the same evidence digest as with --parallel 1",
      "  rig run --bench emulated-ecall-112        another bench of hil-configs/benches",
      "  rig run --tags @SOS-04 --defect sos-one-retry-too-many",
      "                                            shows that the suite can fail: exit code 1"
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--bench",
      paramLabel = "FILE",
      description = "Bench file, or the name of one. Default: emulated.")
  private Path bench = Path.of(BenchFiles.DEFAULT);

  @Option(
      names = "--tags",
      paramLabel = "EXPR",
      description = "Only scenarios that match, for instance '@SOS-04 or @ACN-01'.")
  private String tags = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "New or empty folder for the run. Default: a new one in reports/runs.")
  private @Nullable Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--defect",
      paramLabel = "ID",
      description = "Seeds a defect into DCM or service; see 'rig list defects'. Repeatable.")
  private List<String> defects = new ArrayList<>();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Scenarios at a time. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private int parallel;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "random (by the seed), feature or shortest. Default: ${DEFAULT-VALUE}.",
      defaultValue = "random")
  private Order order = Order.RANDOM;

  private final RigCommand rig;

  RunCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() throws IOException {
    if (parallel < 1 || parallel > SuiteRun.MAX_PARALLEL) {
      throw new ParameterException(
          spec.commandLine(),
          "--parallel " + parallel + ": from 1 to " + SuiteRun.MAX_PARALLEL + " are possible");
    }
    RigHome home = RigHome.find();
    RequirementCatalogue catalogue = RequirementCatalogue.read(home);
    BenchConfiguration configuration = BenchConfiguration.load(home, BenchFiles.find(home, bench));
    DcmProfiles.check(configuration.profile());
    Set<String> seeded = new LinkedHashSet<>(defects);
    Defects.check(seeded);
    FeatureFiles features = FeatureFiles.of(home, configuration.file().features());
    if (parallel > 1 && BenchFile.isKernelBus(configuration.file().busUri())) {
      throw new ConfigurationException(
          new Problem(
              "--parallel " + parallel,
              0,
              "two scenarios would meet on " + configuration.file().busUri(),
              "run one at a time, or give a second run another interface"));
    }
    TagFilter filter = TagFilter.of(both(configuration.file().tags(), tags), features.tags());
    Interruption interruption = new Interruption();
    SuiteRun suite =
        new SuiteRun(features, new SuiteRun.Plan(filter, order, seed, parallel), interruption);
    List<FeatureScenario> selected = suite.selected();
    if (selected.isEmpty()) {
      throw new ConfigurationException(
          new Problem(
              tags.isEmpty() ? configuration.file().file() : "--tags '" + tags + "'",
              0,
              "no scenario matches",
              "'rig list requirements' shows the ids that have scenarios"));
    }
    return ExitCode.of(run(home, catalogue, configuration, seeded, suite, selected, interruption))
        .number();
  }

  private Set<ExitCode> run(
      RigHome home,
      RequirementCatalogue catalogue,
      BenchConfiguration configuration,
      Set<String> seeded,
      SuiteRun suite,
      List<FeatureScenario> selected,
      Interruption interruption)
      throws IOException {
    Stopwatch stopwatch = new Stopwatch();
    Progress progress = new Progress(rig.console(), selected.size());
    RunEvidence.Options options =
        new RunEvidence.Options(
            RigCommand.Version.number(),
            String.join(" ", given()),
            seed,
            List.copyOf(seeded),
            tags,
            order.name().toLowerCase(Locale.ROOT),
            parallel);
    try (StopOnSignal stop = new StopOnSignal(interruption::request);
        RunEvidence evidence =
            RunEvidence.create(
                home, out, options, configuration, catalogue, selected, interruption);
        EmulatedBenches benches =
            new EmulatedBenches(home, configuration, seeded, seed, parallel, interruption)) {
      progress.begins(configuration, seed, parallel, home.shown(evidence.folder()));
      List<ScenarioResult> results =
          suite.run(evidence, benches::open, evidence.messages(), progress::ended, this::debug);
      interruption.evidenceFailure().ifPresent(e -> rig.console().problem(message(e)));
      boolean incomplete = interruption.isRequested();
      RunEvidence.Outcome outcome = finish(evidence, incomplete, interruption);
      String cutShort = stop.wasRequested() ? "interrupted" : incomplete ? "cut short" : "";
      progress.finished(results, outcome, cutShort, stopwatch.elapsed(), home);
      return codes(results, interruption);
    }
  }

  /** What the bench can run, and what was asked for. */
  private static String both(String ofBench, String asked) {
    if (ofBench.isEmpty() || asked.isEmpty()) {
      return ofBench + asked;
    }
    return "(" + ofBench + ") and (" + asked + ")";
  }

  /** The command line as it was typed; what a shell would take apart stands in quotes. */
  private List<String> given() {
    List<String> words = new ArrayList<>();
    words.add(spec.root().name());
    for (String word : spec.root().commandLine().getParseResult().originalArgs()) {
      words.add(
          word.matches("[A-Za-z0-9@%+=:,./_-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return words;
  }

  private void debug(Throwable thrown) {
    if (rig.debug()) {
      thrown.printStackTrace(rig.console().err());
    }
  }

  /** Null when the end could not be written; the verdicts still count for the exit code. */
  private RunEvidence.@Nullable Outcome finish(
      RunEvidence evidence, boolean incomplete, Interruption interruption) {
    try {
      return evidence.finish(incomplete);
    } catch (RunFolderException e) {
      debug(e);
      rig.console().problem("there is no report: " + e.getMessage());
      interruption.evidenceFailed(e);
      return null;
    }
  }

  private static String message(RunFolderException broken) {
    return "evidence can't be kept, the run ends here: " + broken.getMessage();
  }

  private static Set<ExitCode> codes(List<ScenarioResult> results, Interruption interruption) {
    Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
    if (interruption.isByUser()) {
      codes.add(ExitCode.INTERRUPTED);
    }
    if (interruption.evidenceFailure().isPresent()) {
      codes.add(ExitCode.BENCH_BROKE);
    }
    for (ScenarioResult result : results) {
      codes.add(
          switch (result.verdict()) {
            case PASSED -> ExitCode.PASSED;
            case FAILED -> ExitCode.FAILED;
            case INCONCLUSIVE, ERROR, NOT_VERIFIED -> ExitCode.BENCH_BROKE;
          });
    }
    return codes;
  }
}
