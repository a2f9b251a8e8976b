// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.RigBenches;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.StopOnSignal;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.run.Run;
import dev.dcmrig.run.RunOutcome;
import dev.dcmrig.run.RunRequest;
import dev.dcmrig.run.cucumber.SuiteRun;
import dev.dcmrig.run.cucumber.SuiteRun.Order;
import dev.dcmrig.run.scenario.Interruption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    RigHome home = RigHome.find();
    RunRequest request =
        new RunRequest(
            BenchFiles.find(home, bench),
            tags,
            out,
            seed,
            defects,
            order,
            parallel,
            Typed.words(spec),
            RigCommand.Version.number());
    Interruption interruption = new Interruption();
    Progress progress = new Progress(rig.console(), home, this::debug);
    try (StopOnSignal stop = new StopOnSignal(interruption::request)) {
      RunOutcome outcome =
          new Run(home, new RigBenches(home, drivers.table()), progress, interruption).run(request);
      progress.finished(outcome);
      return ExitCode.of(codes(outcome)).number();
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
            case NOT_SHOWN -> ExitCode.BENCH_BROKE;
            case PASSED -> ExitCode.PASSED;
          });
    }
    return codes;
  }
}
