// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Decision;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One measurement of a run, as its scenario recorded it.
 *
 * @param nanos when it was taken, on the scenario's timeline
 * @param requirements ids that it speaks for
 */
record Measured(
    ScenarioResult scenario,
    long nanos,
    Subject subject,
    List<String> requirements,
    Decision decision) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every line of a measurement begins like this after its time: others are not parsed. */
  private static final String MARK = "\"type\":\"measurement\"";

  /** The measurements of a scenario, in order of time; none where its evidence was removed. */
  static List<Measured> of(Path run, ScenarioResult scenario) throws IOException {
    Path events =
        run.resolve(RunFolder.SCENARIOS).resolve(scenario.folder()).resolve("events.jsonl");
    List<Measured> all = new ArrayList<>();
    if (!Files.isRegularFile(events)) {
      return all;
    }
    try (BufferedReader reader = Files.newBufferedReader(events, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.contains(MARK)) {
          all.add(of(scenario, JSON.readTree(line)));
        }
      }
    }
    return all;
  }

  private static Measured of(ScenarioResult scenario, JsonNode line) throws IOException {
    List<String> requirements = new ArrayList<>();
    line.path("requirements").forEach(id -> requirements.add(id.asText()));
    return new Measured(
        scenario,
        line.path("t").asLong(),
        Subject.valueOf(line.path("subject").asText()),
        requirements,
        JSON.treeToValue(line.path("decision"), Decision.class));
  }
}
