// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.RigVersion;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.RigHome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The emulated DCM as a program without the rig's command line: what its image starts. */
public final class DcmProgram {
  private DcmProgram() {}

  /** Lives until the rig says {@code off}; exit codes are those of {@code rig dcm}. */
  public static void main(String[] arguments) {
    System.exit(run().number());
  }

  private static ExitCode run() {
    try {
      String why = new StandaloneDcm(RigHome.find(), System.getenv(), RigVersion.number()).run();
      return why.isEmpty() ? ExitCode.PASSED : say(why, ExitCode.BENCH_BROKE);
    } catch (ConfigurationException e) {
      return say(String.valueOf(e.getMessage()), ExitCode.USAGE);
    } catch (IOException e) {
      return say(e.toString(), ExitCode.BENCH_BROKE);
    }
  }

  private static ExitCode say(String why, ExitCode code) {
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    err.println("dcm: " + why);
    return code;
  }
}
