// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.PlannedScenario;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.requirement.TextHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the scenarios of a run said, each as one hash of its name, its steps and their tables:
 * another hash is another scenario under the same id.
 */
public final class ScenarioTexts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, String> byPlace = new HashMap<>();

  private ScenarioTexts() {}

  /**
   * Reads a run's messages.
   *
   * @return hashes by the scenario's id; a scenario that the messages don't have is left out
   */
  public static Map<String, String> of(Path run) throws IOException {
    ScenarioTexts texts = new ScenarioTexts();
    Path messages = run.resolve(RunFolder.MESSAGES);
    if (Files.isRegularFile(messages)) {
      try (BufferedReader reader = Files.newBufferedReader(messages, StandardCharsets.UTF_8)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          texts.take(line);
        }
      }
    }
    Map<String, String> byId = new TreeMap<>();
    Path plan = run.resolve(RunFolder.PLAN);
    if (Files.isRegularFile(plan)) {
      for (PlannedScenario planned :
          JSON.readValue(plan.toFile(), new TypeReference<List<PlannedScenario>>() {})) {
        texts.byPlace.forEach(
            (place, hash) -> {
              if (place.endsWith("/" + planned.location())) {
                byId.put(planned.id(), hash);
              }
            });
      }
    }
    return byId;
  }

  private void take(String line) {
    // Most lines are steps that began and ended: they are not worth a parser's work.
    if (!line.startsWith("{\"gherkinDocument\"") && !line.startsWith("{\"pickle\"")) {
      return;
    }
    try {
      JsonNode message = JSON.readTree(line);
      if (message.has("pickle")) {
        pickle(message.path("pickle"));
      } else {
        places(message.path("gherkinDocument"));
      }
    } catch (JsonProcessingException e) {
      // The last line of a run that was cut short may be half a line.
    }
  }

  private void places(JsonNode node) {
    if (node.has("id") && node.path("location").has("line")) {
      lines.put(node.path("id").asText(), node.path("location").path("line").asInt());
    }
    node.forEach(this::places);
  }

  private void pickle(JsonNode pickle) {
    TextHash hash = new TextHash().add("name", pickle.path("name").asText());
    for (JsonNode step : pickle.path("steps")) {
      hash.add("step", step.path("text").asText());
      JsonNode argument = step.path("argument");
      if (argument.has("docString")) {
        hash.add("text", argument.path("docString").path("content").asText());
      }
      for (JsonNode row : argument.path("dataTable").path("rows")) {
        row.path("cells").forEach(cell -> hash.add("cell", cell.path("value").asText()));
      }
    }
    JsonNode nodes = pickle.path("astNodeIds");
    Integer line = lines.get(nodes.path(nodes.size() - 1).asText());
    if (line != null) {
      byPlace.put(pickle.path("uri").asText() + ":" + line, hash.hex());
    }
  }
}
