// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.app.console.Console;

/** A rollout as lines: one a wave, with a bar of who is where. */
final class RolloutTable {
  private static final int BAR = 30;

  private RolloutTable() {}

  static String head(JsonNode rollout) {
    String reason = rollout.path("reason").asText();
    return "rollout %s  %s  set %s  %s%s"
        .formatted(
            rollout.path("id").asText(),
            rollout.path("name").asText(),
            rollout.path("set").asText(),
            rollout.path("state").asText(),
            reason.isEmpty() ? "" : ": " + reason);
  }

  static void print(Console console, JsonNode rollout) {
    console.line(console.strong(head(rollout)));
    for (JsonNode wave : rollout.path("waves")) {
      console.line(line(wave));
    }
  }

  /**
   * {@code #} succeeded, {@code !} failed or silent, {@code x} cancelled or declined, {@code >} at
   * it.
   */
  static String line(JsonNode wave) {
    int total = Math.max(1, number(wave, "total"));
    int succeeded = number(wave, "succeeded");
    int errors = number(wave, "failed") + number(wave, "timedOut");
    int out = number(wave, "cancelled") + number(wave, "declined");
    int busy = number(wave, "active") + number(wave, "retrying");
    StringBuilder bar = new StringBuilder();
    int done = 0;
    String signs = "#!x>";
    int[] counts = {succeeded, errors, out, busy};
    for (int index = 0; index < counts.length; index++) {
      done += counts[index];
      int until = (int) Math.round((double) done * BAR / total);
      while (bar.length() < until) {
        bar.append(signs.charAt(index));
      }
    }
    while (bar.length() < BAR) {
      bar.append('.');
    }
    return "  wave %2s %-8s [%s] %5d of %d succeeded, %d failed, %d silent, %d at it, %d wait, %d out"
        .formatted(
            wave.path("no").asText(),
            wave.path("state").asText(),
            bar,
            succeeded,
            number(wave, "total"),
            number(wave, "failed"),
            number(wave, "timedOut"),
            busy,
            number(wave, "waiting"),
            out);
  }

  private static int number(JsonNode wave, String name) {
    return wave.path(name).asInt();
  }
}
