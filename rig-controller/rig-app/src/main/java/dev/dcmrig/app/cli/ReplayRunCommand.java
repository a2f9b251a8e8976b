// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.RigBenches;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.StopOnSignal;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.PastRun;
import dev.dcmrig.evidence.RunComparison;
import dev.dcmrig.evidence.RunOptions;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.chain.RunChainCheck;
import dev.dcmrig.run.RecordedHome;
import dev.dcmrig.run.Run;
import dev.dcmrig.run.RunOrigin;
import dev.dcmrig.run.RunRequest;
import dev.dcmrig.run.RunTerms;
import dev.dcmrig.run.Selection;
import dev.dcmrig.run.cucumber.SuiteRun.Order;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.sim.host.TemporaryFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig replay}. */
@Command(
    name = "replay",
    description = {
      "Runs an emulated run once more, from its recorded seed, scenarios, defects, features,"
          + " bench,",
      "profile and vehicle, and says whether its evidence is the same: by digest, or by the first",
      "record that differs. Files of the rig that have changed since are taken from the run."
    },
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  rig replay reports/runs/RUN --out again",
      "",
      "Exit codes: 0 the same evidence, 1 another one, 2 the run can't be replayed, 3 it broke."
    })
final class ReplayRunCommand implements Callable<Integer> {
  private static final int MOST_DIFFERENCES = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "RUN", description = "A run's folder, or its name in reports/runs.")
  private Path named = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "New or empty folder for the new run. Default: a new one in reports/runs.")
  private @Nullable Path out;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Scenarios at a time. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private int parallel;

  private final RigCommand rig;

  ReplayRunCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() {
    RigHome home = RigHome.find();
    Path recorded = EarlierRun.folder(home, "replay", named);
    try {
      Path work = TemporaryFolders.create("replay");
      try {
        return replayed(home, recorded, work);
      } finally {
        TemporaryFolders.remove(work);
      }
    } catch (IOException e) {
      throw SigningOptions.wrong("replay " + named, String.valueOf(e.getMessage()));
    }
  }

  private int replayed(RigHome rigHome, Path recorded, Path work) throws IOException {
    Console console = rig.console();
    RunOptions options = PastRun.options(recorded);
    if (!options.dutIsStandIn()) {
      throw new IOException("its DCM was no emulated one: " + options.dut());
    }
    String wanted = RunChainCheck.of(recorded).digest();
    if (wanted.isEmpty()) {
      throw new IOException("it was cut off, and has no digest to compare with");
    }
    RecordedHome found = RecordedHome.of(rigHome, recorded, work);
    found
        .changed()
        .forEach(name -> console.line("changed since, taken from the run: inputs/" + name));
    console.line(RunOrigin.tool(rigHome, RigCommand.Version.number(), recorded));
    RigBenches benches = new RigBenches(found.home());
    BenchConfiguration bench =
        BenchConfiguration.load(found.home(), found.bench(), benches.drivers());
    if (!bench.file().virtualTime()) {
      throw new IOException("it was made in real time, which is never twice the same");
    }
    Set<String> scenarios = new TreeSet<>(PastRun.read(recorded).planned());
    RunRequest request =
        new RunRequest(
            found.bench(),
            new Selection(List.of(), "", scenarios, "replay " + named),
            "",
            out,
            options.seed(),
            options.defects(),
            Order.valueOf(options.order().toUpperCase(Locale.ROOT)),
            parallel,
            0,
            RunTerms.USUAL,
            Typed.words(spec),
            RigCommand.Version.number());
    Interruption interruption = new Interruption();
    Progress progress = new Progress(console, thrown -> {}, run -> "rig replay " + named);
    return compared(recorded, wanted, run(found, benches, progress, interruption, request));
  }

  /** The folder of the new run, and what it came to. */
  private record Anew(Path folder, RunResult result) {}

  @SuppressWarnings("try") // The signal's watcher is closed, and not called.
  private static @Nullable Anew run(
      RecordedHome found,
      RigBenches benches,
      Progress progress,
      Interruption interruption,
      RunRequest request) {
    try (StopOnSignal stop = new StopOnSignal(interruption::request)) {
      var outcome = new Run(found.home(), benches, progress, interruption).run(request);
      progress.finished(outcome);
      RunResult result = outcome.result();
      Path report = outcome.report();
      return result == null || report == null ? null : new Anew(report.resolveSibling(""), result);
    }
  }

  private int compared(Path recorded, String wanted, @Nullable Anew anew) throws IOException {
    Console console = rig.console();
    if (anew == null || !anew.result().complete()) {
      console.problem("the replay did not come to its end");
      return ExitCode.BENCH_BROKE.number();
    }
    if (anew.result().digest().equals(wanted)) {
      console.line("the same evidence: " + wanted);
      return ExitCode.PASSED.number();
    }
    console.problem("another evidence: was " + wanted + ", is " + anew.result().digest());
    List<String> differences = RunComparison.differences(recorded, anew.folder(), MOST_DIFFERENCES);
    differences.forEach(difference -> console.problem("  " + difference));
    if (differences.isEmpty()) {
      console.problem("  each scenario is the same: what is run, or on what, differs");
    }
    return ExitCode.FAILED.number();
  }
}
