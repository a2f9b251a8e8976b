// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.cli.requirements.ExportCommand;
import dev.dcmrig.app.cli.requirements.ImportCommand;
import dev.dcmrig.app.cli.requirements.ListSetsCommand;
import dev.dcmrig.app.cli.requirements.OrphansCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig requirements}: the catalogue and the clauses of other documents. */
@Command(
    name = "requirements",
    description = "Requirement sets: lists, exports, imports them, and says what hangs in the air.",
    synopsisSubcommandLabel = "COMMAND")
final class RequirementsCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private RequirementsCommand() {}

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new RequirementsCommand());
    line.addSubcommand(new ListSetsCommand(rig.console()));
    line.addSubcommand(new ExportCommand(rig.console()));
    line.addSubcommand(new ImportCommand(rig.console()));
    line.addSubcommand(new OrphansCommand(rig.console()));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: list, export, import or orphans");
  }
}
