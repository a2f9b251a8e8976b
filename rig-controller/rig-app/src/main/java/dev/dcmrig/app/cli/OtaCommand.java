// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.cli.ota.AssignCommand;
import dev.dcmrig.app.cli.ota.DeltaCommand;
import dev.dcmrig.app.cli.ota.DemoCommand;
import dev.dcmrig.app.cli.ota.RolloutCommand;
import dev.dcmrig.app.cli.ota.ServeCommand;
import dev.dcmrig.app.cli.ota.SetsCommand;
import dev.dcmrig.app.cli.ota.TargetsCommand;
import dev.dcmrig.app.cli.ota.TufClientCommand;
import dev.dcmrig.app.cli.ota.UploadCommand;
import dev.dcmrig.app.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig ota}: updates over the air. */
@Command(
    name = "ota",
    description = {
      "Serves updates over the air, and leads them: docs/ota.md has a campaign from end to end."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  rig ota demo                  a rollout over 1,000 emulated DCMs, with a picture of it",
      "  rig ota serve --folder ota                    a server, until Ctrl-C",
      "  rig ota upload --name dcm --set-version 2.0 image.swu   software, as a set",
      "  rig ota delta dcm-2.0.bin dcm-2.1.bin         what makes an image of an older one",
      "  rig ota targets 'attribute.model==A'          which devices there are",
      "  rig ota assign CAR-1 1                        one device",
      "  rig ota rollout create spring --set 1 --waves 10,30,60 --errors 10",
      "  rig ota rollout start 1",
      "  rig ota rollout status 1 --follow",
      "  rig ota tuf-client --help      images from a TUF repository, with the DCM's verifier"
    })
final class OtaCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private OtaCommand() {}

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new OtaCommand());
    Console console = rig.console();
    line.addSubcommand(new DemoCommand(console));
    line.addSubcommand(new ServeCommand(console));
    line.addSubcommand(new TargetsCommand(console));
    line.addSubcommand(new SetsCommand(console));
    line.addSubcommand(new UploadCommand(console));
    line.addSubcommand(new DeltaCommand(console));
    line.addSubcommand(new AssignCommand(console));
    line.addSubcommand(RolloutCommand.line(console));
    line.addSubcommand(new TufClientCommand(console));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: " + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }
}
