// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.cli.sim.DeskCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig sim}. */
@Command(
    name = "sim",
    description = "Simulated instruments that real drivers talk to.",
    synopsisSubcommandLabel = "COMMAND")
final class SimCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new SimCommand());
    line.addSubcommand(new DeskCommand(rig.console()));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
