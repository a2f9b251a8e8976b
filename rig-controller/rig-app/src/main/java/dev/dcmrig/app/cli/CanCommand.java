package dev.dcmrig.app.cli;

import dev.dcmrig.app.cli.can.DownCommand;
import dev.dcmrig.app.cli.can.ListLinksCommand;
import dev.dcmrig.app.cli.can.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig can}: tools for CAN interfaces. */
@Command(
    name = "can",
    description = "Works on CAN interfaces.",
    synopsisSubcommandLabel = "COMMAND")
final class CanCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private CanCommand() {}

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new CanCommand());
    line.addSubcommand(new ListLinksCommand(rig.console()));
    line.addSubcommand(new UpCommand(rig.console()));
    line.addSubcommand(new DownCommand(rig.console()));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: " + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }
}
