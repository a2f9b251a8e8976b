// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.Pack;
import dev.dcmrig.evidence.PackVerifier;
import dev.dcmrig.evidence.Rejudgement;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.measurement.DecisionRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig judge}. */
@Command(
    name = "judge",
    description = {
      "Judges a run again from its folder, without a DUT: every recorded measurement is decided",
      "anew from value, limit, uncertainty and rule, and verdicts follow from that.",
      "Values are not measured again: what the run made of frames and messages stays, and so does",
      "a step that failed without a measurement."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  rig judge reports/runs/RUN                    the same verdicts, or what differs",
      "  rig judge reports/runs/RUN --rule guard_band  what another decision rule makes of it",
      "",
      "Exit codes: 0 the same verdicts, 1 others, 2 the run can't be judged."
    })
final class JudgeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "A run's folder, or its name in reports/runs.")
  private Path named = Path.of("");

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "simple_acceptance or guard_band. Default: the rule of the run.")
  private @Nullable DecisionRule rule;

  private final RigCommand rig;

  JudgeCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() {
    Console console = rig.console();
    Path run = EarlierRun.folder(RigHome.find(), "judge", named);
    try {
      Pack pack = PackVerifier.verify(run);
      if (!pack.isGood()) {
        throw new IOException(
            "it was changed since it was recorded ('rig report verify' says where): "
                + pack.problems().get(0));
      }
      Rejudgement anew = Rejudgement.of(run, rule);
      console.line(
          anew.measurements()
              + " measurements of "
              + anew.scenarios()
              + " scenarios decided again"
              + (anew.unkept() == 0
                  ? ""
                  : "; " + anew.unkept() + " scenarios keep no evidence, their verdicts stand"));
      if (anew.changes().isEmpty()) {
        console.line("the same verdicts");
        return ExitCode.PASSED.number();
      }
      anew.changes().forEach(console::line);
      return ExitCode.FAILED.number();
    } catch (IOException | RunFolderException e) {
      throw SigningOptions.wrong("judge " + named, String.valueOf(e.getMessage()));
    }
  }
}
