// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rig verify}. */
@Command(
    name = "verify",
    description = "Checks a run folder against its manifest: nothing is missing, nothing changed.",
    footer = {"", "Example:", "  rig verify reports/runs/RUN"})
final class VerifyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUNFOLDER", description = "The folder of a finished run.")
  private Path folder = Path.of("");

  private final RigCommand rig;

  VerifyCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() throws IOException {
    String difference = difference();
    if (difference.isEmpty()) {
      rig.console().line(folder + ": unchanged since it was sealed");
      return ExitCode.PASSED.number();
    }
    rig.console().problem(folder + ": " + difference);
    return ExitCode.FAILED.number();
  }

  /** A folder that is no run's is a wrong argument. */
  private String difference() {
    try {
      return RunFolder.verify(folder);
    } catch (RunFolderException e) {
      throw new ConfigurationException(
          new Problem("verify " + folder, 0, String.valueOf(e.getMessage()), ""));
    }
  }
}
