// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.ScenarioResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The observations of one kind in the evidence of a run. */
final class Observed {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Observed() {}

  /**
   * Tells the details of each, scenario by scenario, in the order in which they came.
   *
   * @throws IOException if the evidence can't be read
   */
  static void each(RunData run, String kind, BiConsumer<ScenarioResult, JsonNode> told)
      throws IOException {
    for (ScenarioResult scenario : run.scenarios()) {
      Path own = run.folder().resolve(RunFolder.SCENARIOS).resolve(scenario.folder());
      Path events = own.resolve("events.jsonl");
      if (Files.isRegularFile(events)) {
        each(events, kind, details -> told.accept(scenario, details));
      }
    }
  }

  private static void each(Path events, String kind, Consumer<JsonNode> told) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(events)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        // Most lines are readings: they are not worth a parser's work.
        if (line.contains(kind)) {
          JsonNode event = read(line);
          if (event.path("kind").asText().equals(kind)) {
            told.accept(event.path("details"));
          }
        }
      }
    }
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      // The last line of a run that was cut short may be half a line.
      return JSON.missingNode();
    }
  }
}
