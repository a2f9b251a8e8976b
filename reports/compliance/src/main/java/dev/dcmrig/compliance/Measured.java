// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Optional;

/**
 * One measurement of a run, as its scenario recorded it.
 *
 * @param nanos when it was taken, on the scenario's timeline
 * @param requirements ids that it speaks for
 */
public record Measured(
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
          read(scenario, line).ifPresent(all::add);
        }
      }
    }
    return all;
  }

  private static Optional<Measured> read(ScenarioResult scenario, String line) {
    try {
      return Optional.of(of(scenario, JSON.readTree(line)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // Half a line at the end of a run that was cut short, or one that was edited: the run's
      // own verification names it, and the others are still worth a report.
      return Optional.empty();
    }
  }

  private static Measured of(ScenarioResult scenario, JsonNode line)
      throws JsonProcessingException {
    List<String> requirements = new ArrayList<>();
    line.path("requirements").forEach(id -> requirements.add(id.asText()));
    Decision decision = JSON.treeToValue(line.path("decision"), Decision.class);
    if (decision == null || decision.measurement() == null || decision.rule() == null) {
      throw new IllegalArgumentException("a measurement without its decision");
    }
    return new Measured(
        scenario,
        line.path("t").asLong(),
        Subject.valueOf(line.path("subject").asText()),
        requirements,
        decision);
  }
}
