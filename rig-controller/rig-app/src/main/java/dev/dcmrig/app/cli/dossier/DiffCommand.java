// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.dossier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.compliance.RunDiff;
import dev.dcmrig.evidence.RunFolderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig report diff}. */
@Command(
    name = "diff",
    description = {
      "What a run has that an earlier one had not: newly failed, newly passed, changed",
      "requirements and scenarios, and measured values beyond the spread of the earlier run."
    },
    footer = {
      "",
      "Example:",
      "  rig report diff reports/runs/OLD reports/runs/latest",
      "",
      "Exit codes: 0 nothing failed newly, 1 something did, 2 that is no run folder."
    })
public final class DiffCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "OLD", description = "The folder of the earlier run.")
  private Path old = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The folder of the later run.")
  private Path later = Path.of("");

  @Option(names = "--json", description = "Prints JSON, for programs.")
  private boolean json;

  private final Console console;

  public DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try {
      RunDiff diff = RunDiff.of(old, later);
      if (json) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        console.line(mapper.writeValueAsString(diff));
      } else {
        diff.lines().forEach(console::line);
        console.line(diff.isEmpty() ? "nothing is different" : diff.lines().size() + " in all");
      }
      return (diff.newlyFailed().isEmpty() ? ExitCode.PASSED : ExitCode.FAILED).number();
    } catch (IOException | RunFolderException e) {
      throw new ConfigurationException(
          new Problem("report diff", 0, String.valueOf(e.getMessage()), "name two run folders"));
    }
  }
}
