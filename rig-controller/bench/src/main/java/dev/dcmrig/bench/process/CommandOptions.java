// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.sim.settings.Key;
import java.util.List;

/**
 * Options of a DCM that is a program.
 *
 * @param command the program and its arguments
 */
public record CommandOptions(
    @Key("The program and its arguments, started in the rig's folder: [\"./rig\", \"dcm\"].")
        List<String> command) {

  public CommandOptions {
    if (command.isEmpty() || command.get(0).isBlank()) {
      throw new IllegalArgumentException(
          "names no program; list a program and its arguments, for instance [\"./rig\", \"dcm\"]");
    }
  }
}
