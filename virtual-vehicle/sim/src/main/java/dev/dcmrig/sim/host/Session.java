// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs in a session of their own: a Ctrl-C at the rig's terminal is the rig's, not theirs. */
final class Session {
  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  private Session() {}

  /**
   * The command, begun by {@code setsid} where the system has it; the process id stays the same.
   */
  static List<String> own(List<String> command) {
    return SETSID.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .map(
            setsid -> {
              List<String> own = new ArrayList<>(List.of(setsid.toString()));
              own.addAll(command);
              return List.copyOf(own);
            })
        .orElse(command);
  }
}
