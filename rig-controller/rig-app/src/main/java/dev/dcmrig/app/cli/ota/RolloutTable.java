// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.ota.core.Wave;
import dev.dcmrig.ota.model.WaveCounts;

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
    return line(
        number(wave, "no"),
        wave.path("state").asText(),
        new WaveCounts(
            number(wave, "total"),
            number(wave, "waiting"),
            number(wave, "active"),
            number(wave, "retrying"),
            number(wave, "succeeded"),
            number(wave, "failed"),
            number(wave, "timedOut"),
            number(wave, "cancelled"),
            number(wave, "declined")));
  }

  /** The same of a server of this process. */
  static String line(Wave wave) {
    return line(wave.no(), wave.state().name(), wave.counts());
  }

  private static String line(int no, String state, WaveCounts wave) {
    int total = Math.max(1, wave.total());
    int out = wave.cancelled() + wave.declined();
    int busy = wave.active() + wave.retrying();
    StringBuilder bar = new StringBuilder();
    int done = 0;
    String signs = "#!x>";
    int[] counts = {wave.succeeded(), wave.errors(), out, busy};
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
    return "  wave %2d %-8s [%s] %5d of %d succeeded, %d failed, %d silent, %d at it, %d wait, %d out"
        .formatted(
            no,
            state,
            bar,
            wave.succeeded(),
            total,
            wave.failed(),
            wave.timedOut(),
            busy,
            wave.waiting(),
            out);
  }

  private static int number(JsonNode wave, String name) {
    return wave.path(name).asInt();
  }
}
