// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a driver that is a program.
 *
 * @param command the program and its arguments
 * @param answerWithin how long an answer may take, counted in looks of a rig that runs
 * @param settings what the program is told when it is opened
 */
public record ExecOptions(
    @Key("The program and its arguments, started in the rig's folder: [\"./psu.py\", \"-v\"].")
        List<String> command,
    @Key(
            value = "How long the program may take for an answer; past it the bench is broken.",
            minimum = 1,
            maximum = 25,
            fallback = "10 s")
        Duration answerWithin,
    @Key("What the program is told when it is opened; the rig does not look at it.")
        Optional<Map<String, String>> settings) {

  public ExecOptions {
    if (command.isEmpty() || command.get(0).isBlank()) {
      throw new IllegalArgumentException(
          "names no program; list a program and its arguments, for instance [\"./psu.py\"]");
    }
  }
}
