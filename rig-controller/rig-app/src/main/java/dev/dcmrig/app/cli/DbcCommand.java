// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.cli.dbc.DbcInfoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig dbc}: DBC files of any origin. */
@Command(
    name = "dbc",
    description = "Looks at DBC files, other people's, too.",
    synopsisSubcommandLabel = "COMMAND")
final class DbcCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private DbcCommand() {}

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new DbcCommand());
    line.addSubcommand(new DbcInfoCommand(rig.console()));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: info");
  }
}
