// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.cli.uds.DtcCommand;
import dev.dcmrig.app.cli.uds.FlashCommand;
import dev.dcmrig.app.cli.uds.ReadCommand;
import dev.dcmrig.app.cli.uds.ScanCommand;
import dev.dcmrig.app.cli.uds.SessionCommand;
import dev.dcmrig.app.cli.uds.WriteCommand;
import dev.dcmrig.app.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig uds}: a workshop's tester. */
@Command(
    name = "uds",
    description = {
      "Asks the ECUs of a car (UDS over ISO-TP): what they are, their trouble codes, new software.",
      "BUS is socketcan:can0, or can0 for short. On emulated:NAME the ECUs of the vehicle file"
          + " stand,",
      "with the ignition on and without a DCM: to try things out."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  rig uds scan can0                            who answers",
      "  rig uds read can0 dcm                        all that its file names",
      "  rig uds read can0 dcm VIN 0xF189             two of it",
      "  rig uds dtc can0 dcm                         its trouble codes",
      "  rig uds read emulated:test navigation        an ECU of this process"
    })
final class UdsCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private UdsCommand() {}

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new UdsCommand());
    Console console = rig.console();
    line.addSubcommand(new ReadCommand(console));
    line.addSubcommand(new WriteCommand(console));
    line.addSubcommand(new DtcCommand(console));
    line.addSubcommand(new SessionCommand(console));
    line.addSubcommand(new ScanCommand(console));
    line.addSubcommand(new FlashCommand(console));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: " + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }
}
