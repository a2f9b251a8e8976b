// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.ScenarioResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of a scenario, and the time in which somebody waited for it.
 *
 * @param event its line of {@code events.jsonl}
 * @param fromNanos since the scenario began, on the wall's clock; {@link #UNKNOWN} where nobody
 *     wrote it down
 * @param toNanos the same of its end
 */
record TimedStep(JsonNode event, long fromNanos, long toNanos) {
  static final long UNKNOWN = -1;

  private static final ObjectMapper JSON = new ObjectMapper();

  boolean isTimed() {
    return fromNanos >= 0 && toNanos >= fromNanos;
  }

  /** Keyword and text, as in the feature file. */
  String name() {
    return event.path("keyword").asText() + " " + event.path("text").asText();
  }

  boolean isPassed() {
    return event.path("status").asText().equals("passed");
  }

  /** When it ended on the bench's clock. */
  long benchNanos() {
    return event.path("t").asLong();
  }

  /** The steps of a scenario in their order; none where its evidence was not kept. */
  static List<TimedStep> of(RunData run, ScenarioResult scenario) throws IOException {
    Path events =
        run.folder()
            .resolve(RunFolder.SCENARIOS)
            .resolve(scenario.folder())
            .resolve("events.jsonl");
    List<TimedStep> steps = new ArrayList<>();
    if (!Files.isRegularFile(events)) {
      return steps;
    }
    JsonNode beside = run.verdictFile(scenario).path("beside");
    List<Long> began = nanos(beside.path("stepsBeganNanos").asText());
    List<Long> ended = nanos(beside.path("stepsEndedNanos").asText());
    try (BufferedReader lines = Files.newBufferedReader(events, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("\"type\":\"step\"")) {
          int number = steps.size();
          steps.add(new TimedStep(JSON.readTree(line), at(began, number), at(ended, number)));
        }
      }
    }
    return steps;
  }

  private static long at(List<Long> nanos, int number) {
    return number < nanos.size() ? nanos.get(number) : UNKNOWN;
  }

  private static List<Long> nanos(String list) {
    List<Long> nanos = new ArrayList<>();
    for (String each : list.isBlank() ? new String[0] : list.split(",", -1)) {
      try {
        nanos.add(Long.parseLong(each.strip()));
      } catch (NumberFormatException e) {
        // What somebody has changed by hand is no time.
        nanos.add(UNKNOWN);
      }
    }
    return nanos;
  }
}
