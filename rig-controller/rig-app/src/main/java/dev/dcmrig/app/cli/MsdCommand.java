// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.cli.msd.DecodeCommand;
import dev.dcmrig.app.cli.msd.EncodeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig msd}: looks at a minimum set of data, and makes one. */
@Command(
    name = "msd",
    description = "Decodes and encodes the minimum set of data of an emergency call (EN 15722).",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  rig msd decode 02251C0680E30A51439E2955D43800...   each field with its bits",
      "  rig msd decode --json call.msd                    what 'rig msd encode' reads",
      "  rig msd encode message.yaml                       hexadecimal"
    })
final class MsdCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private MsdCommand() {}

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new MsdCommand());
    line.addSubcommand(new DecodeCommand(rig.console()));
    line.addSubcommand(new EncodeCommand(rig.console()));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: decode, encode");
  }
}
