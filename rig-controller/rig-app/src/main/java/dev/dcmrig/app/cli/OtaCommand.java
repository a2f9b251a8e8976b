// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.cli.ota.TufClientCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig ota}: updates over the air by hand. */
@Command(
    name = "ota",
    description = "Updates over the air.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  rig ota tuf-client --help      images from a TUF repository, with the DCM's verifier"
    })
final class OtaCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private OtaCommand() {}

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new OtaCommand());
    line.addSubcommand(new TufClientCommand(rig.console()));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: " + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }
}
