// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a bus that is a program: those of {@link ExecOptions}, and how often it is asked.
 *
 * @param command the program and its arguments
 * @param answerWithin how long an answer may take, counted in looks of a rig that runs
 * @param step how often the program is asked for frames on a bench with virtual time
 * @param settings what the program is told when it is opened
 */
public record ExecBusOptions(
    @Key("The program and its arguments, started in the rig's folder: [\"./bus.py\", \"-v\"].")
        List<String> command,
    @Key(
            value = "How long the program may take for an answer; past it the bench is broken.",
            minimum = 1,
            maximum = 25,
            fallback = "10 s")
        Duration answerWithin,
    @Key(
            value = "Virtual time: how often it is asked for frames, and time stands meanwhile.",
            minimum = 0.001,
            maximum = 10,
            fallback = "10 ms")
        Duration step,
    @Key("What the program is told when it is opened; the rig does not look at it.")
        Optional<Map<String, String>> settings) {

  ExecOptions program() {
    return new ExecOptions(command, answerWithin, settings);
  }
}
