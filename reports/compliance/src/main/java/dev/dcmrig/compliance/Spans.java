// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as OpenTelemetry's spans: the run, below it its scenarios, below each its steps. Written in
 * the JSON of OTLP 1.x ({@code ExportTraceServiceRequest}), made from the run folder alone. Times
 * are those in which somebody waited; virtual times are attributes.
 */
public final class Spans {

  /** Spans of one message: collectors refuse large ones. */
  private static final int MAX_SPANS = 500;

  private static final int STATUS_OK = 1;
  private static final int STATUS_ERROR = 2;
  private static final int KIND_INTERNAL = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunData run;
  private final String trace;
  private final List<Map<String, Object>> spans = new ArrayList<>();

  private Spans(RunData run) {
    this.run = run;
    this.trace = id(run.identifier(), 32);
  }

  /**
   * The messages to send, each a JSON document.
   *
   * @throws RunFolderException when the folder is no run's, or can't be read
   */
  public static List<byte[]> of(Path runFolder) {
    try {
      Spans made = new Spans(RunData.read(runFolder));
      made.collect();
      return made.messages();
    } catch (IOException e) {
      throw new RunFolderException(runFolder + ": no spans can be made of it: " + e, e);
    }
  }

  private void collect() throws IOException {
    long began = nanos(run.started());
    Map<String, Object> attributes = new LinkedHashMap<>();
    JsonNode options = run.options();
    for (String key : List.of("bench", "dut", "seed", "tags", "toolVersion")) {
      attributes.put("dcmrig." + key, options.path(key).asText());
    }
    attributes.put("dcmrig.commit", run.commit());
    attributes.put("dcmrig.digest", run.digest());
    attributes.put("dcmrig.verdict", run.verdict().word());
    String top = id("run", 16);
    add(top, "", "run " + options.path("run").asText(), began, nanos(run.ended()), attributes);
    status(run.verdict(), Headline.of(run));
    for (ScenarioResult scenario : run.scenarios()) {
      scenario(top, scenario, began);
    }
  }

  private void scenario(String parent, ScenarioResult scenario, long runBegan) throws IOException {
    JsonNode beside = run.verdictFile(scenario).path("beside");
    String began = beside.path("began").asText();
    if (began.isEmpty()) {
      return; // It never began, or left no verdict: nothing took any time.
    }
    long start = Math.max(runBegan, nanos(began));
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("dcmrig.scenario", scenario.id());
    attributes.put("code.filepath", "features/" + scenario.uri());
    attributes.put("code.lineno", (long) scenario.line());
    attributes.put("dcmrig.tags", String.join(" ", scenario.tags()));
    attributes.put("dcmrig.virtual_seconds", scenario.endNanos() / 1e9);
    attributes.put("dcmrig.verdict", scenario.verdict().word());
    String own = id(scenario.id(), 16);
    add(own, parent, scenario.name(), start, start + beside.path("wallNanos").asLong(), attributes);
    status(scenario.verdict(), scenario.reason());
    steps(own, scenario, start, beside.path("stepsEndedNanos").asText());
  }

  private void steps(String parent, ScenarioResult scenario, long start, String ends)
      throws IOException {
    Path events =
        run.folder()
            .resolve(RunFolder.SCENARIOS)
            .resolve(scenario.folder())
            .resolve("events.jsonl");
    String[] ended = ends.isEmpty() ? new String[0] : ends.split(", ", -1);
    if (!Files.isRegularFile(events)) {
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(events, StandardCharsets.UTF_8)) {
      long from = start;
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.contains("\"type\":\"step\"") || number >= ended.length) {
          continue;
        }
        JsonNode step = JSON.readTree(line);
        long to = start + Long.parseLong(ended[number]);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("dcmrig.virtual_seconds", step.path("t").asLong() / 1e9);
        String name = step.path("keyword").asText() + " " + step.path("text").asText();
        add(id(scenario.id() + "\n" + number, 16), parent, name, from, to, attributes);
        boolean passed = step.path("status").asText().equals("passed");
        status(passed ? Verdict.PASSED : scenario.verdict(), passed ? "" : scenario.reason());
        from = to;
        number++;
      }
    }
  }

  private void add(
      String id, String parent, String name, long from, long to, Map<String, Object> attributes) {
    Map<String, Object> span = new LinkedHashMap<>();
    span.put("traceId", trace);
    span.put("spanId", id);
    if (!parent.isEmpty()) {
      span.put("parentSpanId", parent);
    }
    span.put("name", name);
    span.put("kind", KIND_INTERNAL);
    span.put("startTimeUnixNano", Long.toString(from));
    span.put("endTimeUnixNano", Long.toString(Math.max(from, to)));
    span.put("attributes", attributes(attributes));
    spans.add(span);
  }

  private void status(Verdict verdict, String message) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("code", verdict == Verdict.PASSED ? STATUS_OK : STATUS_ERROR);
    if (verdict != Verdict.PASSED) {
      status.put("message", message);
    }
    spans.get(spans.size() - 1).put("status", status);
  }

  private static List<Object> attributes(Map<String, Object> values) {
    List<Object> all = new ArrayList<>();
    values.forEach(
        (key, value) -> {
          Map<String, Object> typed =
              value instanceof Long
                  ? Map.of("intValue", value.toString())
                  : value instanceof Double
                      ? Map.of("doubleValue", value)
                      : Map.of("stringValue", value.toString());
          all.add(Map.of("key", key, "value", typed));
        });
    return all;
  }

  private List<byte[]> messages() throws IOException {
    List<byte[]> messages = new ArrayList<>();
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("service.name", "dcm-rig");
    resource.put("service.version", run.options().path("toolVersion").asText());
    for (int first = 0; first < spans.size(); first += MAX_SPANS) {
      List<Map<String, Object>> part =
          spans.subList(first, Math.min(spans.size(), first + MAX_SPANS));
      Map<String, Object> scoped = new LinkedHashMap<>();
      scoped.put("scope", Map.of("name", "dev.dcmrig"));
      scoped.put("spans", part);
      Map<String, Object> ofResource = new LinkedHashMap<>();
      ofResource.put("resource", Map.of("attributes", attributes(resource)));
      ofResource.put("scopeSpans", List.of(scoped));
      messages.add(JSON.writeValueAsBytes(Map.of("resourceSpans", List.of(ofResource))));
    }
    return messages;
  }

  private static long nanos(String instant) {
    if (instant.isEmpty()) {
      return 0;
    }
    Instant at = Instant.parse(instant);
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }

  /** Hexadecimal digits that hang on the run and a name; never all zero. */
  private String id(String name, int digits) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(run.identifier().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of()
          .formatHex(sha256.digest(("\n" + name).getBytes(StandardCharsets.UTF_8)))
          .substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
