// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.RigBenches;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.StopOnSignal;
import dev.dcmrig.app.spans.OtlpEndpoint;
import dev.dcmrig.app.spans.SpanExport;
import dev.dcmrig.attest.SigningKey;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.compliance.AllureResults;
import dev.dcmrig.compliance.Spans;
import dev.dcmrig.run.LatestLink;
import dev.dcmrig.run.Run;
import dev.dcmrig.run.RunOutcome;
import dev.dcmrig.run.RunRequest;
import dev.dcmrig.run.Selection;
import dev.dcmrig.run.cucumber.FeaturePlace;
import dev.dcmrig.run.cucumber.SuiteRun;
import dev.dcmrig.run.cucumber.SuiteRun.Order;
import dev.dcmrig.run.scenario.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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
      "  rig run sos/attempts.feature:12           the scenario of a line, or of a row",
      "  rig run --failed-of latest                what did not pass the last time",
      "  rig run --seed 7 --parallel 2             the same evidence digest as with --parallel 1",
      "  rig run --bench emulated-ecall-112        another bench of hil-configs/benches",
      "  rig run --tags @SOS-04 --defect sos-one-retry-too-many",
      "                                            shows that the suite can fail: exit code 1"
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE[:LINE]",
      arity = "0..*",
      description = {
        "Only the scenarios of these feature files or folders, or of these lines.",
        "A path counts from here, from the rig's folder, or from its features."
      })
  private List<String> places = new ArrayList<>();

  @Mixin private ScenarioChoice chosen = new ScenarioChoice();

  @Option(
      names = "--name",
      paramLabel = "REGEX",
      description = "Only scenarios in whose name this regular expression is found.")
  private String name = "";

  @Option(
      names = "--failed-of",
      paramLabel = "RUN",
      description = {
        "Only scenarios that did not pass in an earlier run: its folder, or 'latest'",
        "for the one in reports/runs that began last."
      })
  private @Nullable Path failedOf;

  @Option(
      names = "--max-failures",
      paramLabel = "N",
      description = "Ends the run after N scenarios that failed or broke. Default: none.")
  private @Nullable Integer maxFailures;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "New or empty folder for the run. Default: a new one in reports/runs.")
  private @Nullable Path out;

  @Option(
      names = "--allure",
      paramLabel = "DIR",
      description = "Also writes results that Allure reads; a folder outside of the run's.")
  private @Nullable Path allure;

  @Option(
      names = "--otlp",
      paramLabel = "URL",
      description = {
        "Also sends the run's spans to an OpenTelemetry collector, OTLP over HTTP as JSON,",
        "for instance http://127.0.0.1:4318. Default: OTEL_EXPORTER_OTLP_ENDPOINT, if set."
      })
  private @Nullable String otlp;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--defect",
      paramLabel = "ID",
      completionCandidates = Candidates.SeededDefects.class,
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

  @Mixin private RunTermsOptions terms = new RunTermsOptions(Calendar::today);

  @Option(
      names = "--sign",
      paramLabel = "KEY",
      description = "Signs the run with this key at its end; see 'rig report sign'.")
  private @Nullable String sign;

  @Mixin private SigningOptions signing = new SigningOptions();

  @Mixin private DriverOption drivers = new DriverOption();

  private final RigCommand rig;

  RunCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  @SuppressWarnings("try") // The signal's watcher is closed, and not called.
  public Integer call() {
    if (parallel < 1 || parallel > SuiteRun.MAX_PARALLEL) {
      throw new ParameterException(
          spec.commandLine(),
          "--parallel " + parallel + ": from 1 to " + SuiteRun.MAX_PARALLEL + " are possible");
    }
    if (maxFailures != null && maxFailures < 1) {
      throw new ParameterException(
          spec.commandLine(), "--max-failures " + maxFailures + ": 1 or more are possible");
    }
    if (allure != null) {
      refuseInside(allure, out);
    }
    // Opened before anything runs: a key that can't be used is no reason to lose a night's run.
    SigningKey key = sign == null ? null : signing.open(sign);
    Optional<OtlpEndpoint> collector = OtlpEndpoint.of(otlp, System.getenv());
    RigHome home = RigHome.find();
    RunRequest request =
        new RunRequest(
            BenchFiles.bench(home, chosen.bench()),
            selection(home),
            chosen.tags(),
            out,
            seed,
            defects,
            order,
            parallel,
            maxFailures == null ? 0 : maxFailures,
            terms.terms(home),
            Typed.words(spec),
            RigCommand.Version.number());
    Interruption interruption = new Interruption();
    Progress progress = new Progress(rig.console(), this::debug, run -> again(home, run));
    try (StopOnSignal stop = new StopOnSignal(interruption::request)) {
      RunOutcome outcome =
          new Run(home, new RigBenches(home, drivers.table()), progress, interruption).run(request);
      progress.finished(outcome);
      Path report = outcome.report();
      if (key != null && report != null) {
        rig.console().line(SignCommand.sign(report.resolveSibling(""), key, null));
      }
      if (allure != null && report != null) {
        AllureResults.write(report.resolveSibling(""), allure);
        rig.console().line("Allure's results: " + Ending.opened(allure));
      }
      if (report != null) {
        collector
            .flatMap(to -> SpanExport.send(to, Spans.of(report.resolveSibling(""))))
            .ifPresent(rig.console()::problem);
      }
      return ExitCode.of(codes(outcome)).number();
    }
  }

  /** A run's folder is sealed, and results of Allure are no evidence. */
  private static void refuseInside(Path results, @Nullable Path run) {
    Path there = results.toAbsolutePath().normalize();
    boolean inside = run != null && there.startsWith(run.toAbsolutePath().normalize());
    try {
      if (!inside) {
        Files.createDirectories(there);
        return;
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem(
              "--allure " + results, 0, "no folder can be made there: " + e, "name another"));
    }
    throw new ConfigurationException(
        new Problem("--allure " + results, 0, "lies in the run's own folder", "name another"));
  }

  private Selection selection(RigHome home) {
    List<String> said = new ArrayList<>(places);
    if (!name.isEmpty()) {
      said.add("--name " + Typed.quoted(name));
    }
    if (failedOf != null) {
      said.add("--failed-of " + Typed.quoted(failedOf.toString()));
    }
    return new Selection(
        places.stream().map(place -> FeaturePlace.parse(home, place)).toList(),
        name,
        failedOf == null ? null : EarlierRun.notPassed(home, failedOf),
        String.join(" ", said));
  }

  /** What to type to run what did not pass once more, with the same bench, seed and defects. */
  private String again(RigHome home, Path run) {
    Path latest = home.runs().resolve(LatestLink.NAME);
    Path here = Path.of("").toAbsolutePath();
    List<String> words =
        new ArrayList<>(
            List.of(
                here.equals(home.root()) ? "./rig" : Ending.opened(home.root().resolve("rig"))));
    words.addAll(
        List.of("run", "--failed-of", leadsTo(latest, run) ? LatestLink.NAME : Ending.opened(run)));
    if (!chosen.isDefaultBench()) {
      words.addAll(List.of("--bench", chosen.bench().toString()));
    }
    drivers.words().forEach(words::add);
    words.addAll(List.of("--seed", Long.toString(seed)));
    defects.forEach(defect -> words.addAll(List.of("--defect", defect)));
    return words.stream().map(Typed::quoted).collect(Collectors.joining(" "));
  }

  private static boolean leadsTo(Path link, Path run) {
    try {
      return Files.exists(link) && Files.isSameFile(link, run);
    } catch (IOException e) {
      return false;
    }
  }

  private void debug(Throwable thrown) {
    if (rig.debug()) {
      thrown.printStackTrace(rig.console().err());
    }
  }

  private static Set<ExitCode> codes(RunOutcome outcome) {
    Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
    for (RunOutcome.End end : outcome.ends()) {
      codes.add(
          switch (end) {
            case INTERRUPTED -> ExitCode.INTERRUPTED;
            case FAILED -> ExitCode.FAILED;
            case FLAKY -> ExitCode.FLAKY;
            case NOT_SHOWN -> ExitCode.BENCH_BROKE;
            case PASSED -> ExitCode.PASSED;
          });
    }
    return codes;
  }
}
