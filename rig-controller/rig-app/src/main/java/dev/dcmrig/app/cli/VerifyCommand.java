// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.compliance.ReportWriter;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.RunVerifier;
import dev.dcmrig.evidence.Verification;
import dev.dcmrig.run.RunOrigin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rig verify}. */
@Command(
    name = "verify",
    description = {
      "Checks a run folder: nothing is missing, added or changed since it was sealed, and digests,"
          + " verdicts and reports follow from the evidence. Says which rig made it.",
      "Whoever can write the folder can also make all of it anew: compare the seal that is"
          + " printed with the one that the run printed."
    },
    footer = {
      "",
      "Example:",
      "  rig verify reports/runs/RUN",
      "",
      "Exit codes: 0 all is as it was sealed, 1 something is not, 2 that is no run folder."
    })
final class VerifyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUNFOLDER", description = "The folder of a run.")
  private Path folder = Path.of("");

  private final RigCommand rig;

  VerifyCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() {
    Verification verification = verification();
    Console console = rig.console();
    List<String> problems = new ArrayList<>(verification.problems());
    if (!verification.digest().isEmpty()) {
      problems.addAll(ReportWriter.differences(folder));
      problems.addAll(RunOrigin.differences(RigHome.find(), folder));
    }
    if (!verification.digest().isEmpty()) {
      console.line("evidence digest: " + verification.digest() + " (computed from the evidence)");
    }
    if (!verification.seal().isEmpty()) {
      console.line("seal: " + verification.seal() + " (SHA-256 of manifest.json)");
    }
    if (!verification.digest().isEmpty()) {
      console.line(RunOrigin.tool(RigHome.find(), RigCommand.Version.number(), folder));
    }
    if (verification.unkept() > 0) {
      console.line(
          verification.unkept()
              + " of "
              + verification.scenarios()
              + " scenarios keep no evidence, as in runs with seeded defects: of these only the"
              + " verdict is there");
    }
    if (problems.isEmpty()) {
      console.line(folder + ": unchanged since it was sealed, and it fits together");
      return ExitCode.PASSED.number();
    }
    problems.forEach(problem -> console.problem(folder + ": " + problem));
    return ExitCode.FAILED.number();
  }

  /** A folder that is no run's is a wrong argument. */
  private Verification verification() {
    try {
      return RunVerifier.verify(folder);
    } catch (RunFolderException e) {
      throw new ConfigurationException(
          new Problem(
              "verify",
              0,
              String.valueOf(e.getMessage()),
              "name a folder of reports/runs, or that of --out"));
    }
  }
}
