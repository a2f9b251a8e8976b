// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.dcm.StandaloneDcm;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rig dcm}. */
@Command(
    name = "dcm",
    description = {
      "The emulated DCM in a process of its own. For benches: 'driver: process' starts it.",
      "All it needs stands in variables of its environment: docs/DCM-INTERFACE.md, section 0.",
      "Or, with 'doctor': looks whether a DCM of your own does what everything else needs."
    },
    footer = {
      "",
      "Example, a line of a bench file:",
      "  dcm: {driver: process, command: [\"./rig\", \"dcm\"], profile: dcm-profiles/tps.yaml}"
    })
final class DcmCommand implements Callable<Integer> {
  private final RigCommand rig;

  DcmCommand(RigCommand rig) {
    this.rig = rig;
  }

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new DcmCommand(rig));
    line.addSubcommand(new DoctorCommand(rig));
    return line;
  }

  @Override
  public Integer call() throws IOException {
    String why =
        new StandaloneDcm(RigHome.find(), System.getenv(), RigCommand.Version.number()).run();
    if (why.isEmpty()) {
      return ExitCode.PASSED.number();
    }
    rig.console().problem("rig dcm: " + why);
    return ExitCode.BENCH_BROKE.number();
  }
}
