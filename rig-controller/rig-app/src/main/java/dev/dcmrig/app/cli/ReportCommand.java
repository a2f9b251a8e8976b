// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.cli.dossier.BuildCommand;
import dev.dcmrig.app.cli.dossier.DiffCommand;
import dev.dcmrig.app.cli.dossier.QualificationCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig report}: what is made of runs that are over. */
@Command(
    name = "report",
    description = "Makes something of runs that are over.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  rig report merge RUN-1 RUN-2 RUN-3 --out DIR   one run of three shards",
      "  rig report sign RUN --key lab.p12              signs a run",
      "  rig report verify RUN --trust lab-ca.pem       who signed it, and that nothing was"
          + " changed",
      "  rig report build RUN --out DIR                 a dossier: HTML and PDF/A"
    })
final class ReportCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new ReportCommand());
    line.addSubcommand("merge", new MergeCommand(rig));
    line.addSubcommand("verify", new PackVerifyCommand(rig));
    line.addSubcommand("sign", new SignCommand(rig));
    line.addSubcommand("stamp", new StampCommand(rig));
    line.addSubcommand("build", new BuildCommand(rig.console()));
    line.addSubcommand("diff", new DiffCommand(rig.console()));
    line.addSubcommand("qualification", new QualificationCommand(rig.console()));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
