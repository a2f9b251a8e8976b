// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.cli.can.DownCommand;
import dev.dcmrig.app.cli.can.DumpCommand;
import dev.dcmrig.app.cli.can.GenCommand;
import dev.dcmrig.app.cli.can.ListLinksCommand;
import dev.dcmrig.app.cli.can.LoadCommand;
import dev.dcmrig.app.cli.can.ReplayCommand;
import dev.dcmrig.app.cli.can.SendCommand;
import dev.dcmrig.app.cli.can.ShareCommand;
import dev.dcmrig.app.cli.can.UpCommand;
import dev.dcmrig.app.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig can}: interfaces, and frames by hand. */
@Command(
    name = "can",
    description = {
      "Sets up CAN interfaces, looks at a bus and sends on it, in the words of can-utils.",
      "BUS is socketcan:can0, or can0 for short: an interface of this machine. emulated:NAME is a"
          + " bus",
      "in this process only. cannelloni:HOST:PORT, cannelloni-tcp:HOST:PORT and",
      "socketcand:HOST:PORT:can0 are somebody else's, over a network."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  sudo rig can up can0 --bitrate 500k          the interface",
      "  rig can dump -t d can0                       what is on the bus",
      "  rig can send can0 123#DEADBEEF               one frame",
      "  rig can gen can0 -g 10 -n 100 --seed 7       a hundred random ones",
      "  rig can replay drive.log can0=can0           a recorded drive",
      "  rig can load can0@500000                     how busy it is",
      "  rig can share can0 --socketcand 29536        others join it over a network"
    })
final class CanCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private CanCommand() {}

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new CanCommand());
    Console console = rig.console();
    line.addSubcommand(new ListLinksCommand(console));
    line.addSubcommand(new UpCommand(console));
    line.addSubcommand(new DownCommand(console));
    line.addSubcommand(new DumpCommand(console));
    line.addSubcommand(new SendCommand(console));
    line.addSubcommand(new GenCommand(console));
    line.addSubcommand(new ReplayCommand(console));
    line.addSubcommand(new LoadCommand(console));
    line.addSubcommand(new ShareCommand(console));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: " + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }
}
