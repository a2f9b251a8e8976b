// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages as the engine writes them, of scenarios with one step each. */
final class EngineMessages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EngineMessages() {}

  /** A feature file, as the run reads it. */
  static Path feature(Path folder) {
    try {
      return Files.writeString(
          Files.createDirectories(folder).resolve("a.feature"), "Feature: a\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes {@code messages.ndjson}.
   *
   * @param scenarios each with whether its only step passed
   */
  static void write(RunFolder run, Map<PlannedScenario, Boolean> scenarios) {
    List<Map<String, Object>> lines = new ArrayList<>();
    lines.add(Map.of("meta", Map.of("runtime", Map.of("version", "17.0.1+1"))));
    Instant now = Instant.now();
    Map<String, Object> stamp =
        Map.of("timestamp", Map.of("seconds", now.getEpochSecond(), "nanos", now.getNano()));
    lines.add(Map.of("testRunStarted", stamp));
    lines.add(Map.of("source", Map.of("uri", "file:///f/sos/a.feature", "data", "Feature: a\n")));
    scenarios.forEach(
        (planned, passed) -> {
          String id = planned.id();
          Map<String, Object> pickle = new LinkedHashMap<>();
          pickle.put("id", "p" + id);
          pickle.put("uri", "file:///f/sos/a.feature");
          pickle.put("name", planned.name());
          pickle.put("tags", planned.tags().stream().map(tag -> Map.of("name", tag)).toList());
          pickle.put("steps", List.of(Map.of("id", "s", "text", "it is so")));
          lines.add(Map.of("pickle", pickle));
          Map<String, Object> hook = Map.of("id", "h", "hookId", "x");
          Map<String, Object> step = Map.of("id", "t", "pickleStepId", "s");
          lines.add(
              Map.of(
                  "testCase",
                  Map.of("id", "c" + id, "pickleId", "p" + id, "testSteps", List.of(hook, step))));
          lines.add(Map.of("testCaseStarted", Map.of("id", "a" + id, "testCaseId", "c" + id)));
          lines.add(finished(id, "h", "PASSED"));
          lines.add(finished(id, "t", passed ? "PASSED" : "FAILED"));
          lines.add(Map.of("testCaseFinished", Map.of("testCaseStartedId", "a" + id)));
        });
    lines.add(Map.of("testRunFinished", stamp));
    try {
      StringBuilder text = new StringBuilder();
      for (Map<String, Object> line : lines) {
        text.append(JSON.writeValueAsString(line)).append('\n');
      }
      Files.writeString(run.cucumberMessages(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> finished(String id, String step, String status) {
    return Map.of(
        "testStepFinished",
        Map.of(
            "testCaseStartedId",
            "a" + id,
            "testStepId",
            step,
            "testStepResult",
            Map.of("status", status)));
  }
}
