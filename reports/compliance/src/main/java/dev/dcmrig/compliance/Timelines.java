package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.network.NetworkJournal;
import dev.dcmrig.evidence.trace.TraceConverter;
import dev.dcmrig.evidence.trace.TraceReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what the timeline of one scenario draws. Times are seconds. */
final class Timelines {
  /** Events of one kind that a scenario draws; the report says when there were more. */
  static final int MAX_DRAWN = 400;

  /** Frames shown before the end of a failed scenario. */
  private static final int LAST_FRAMES = 24;

  private static final int MAX_TEXT = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Timelines() {}

  static Map<String, Object> of(Path runFolder, ScenarioResult scenario) throws IOException {
    Path own = runFolder.resolve("scenarios").resolve(scenario.folder());
    Map<String, Object> data = new LinkedHashMap<>();
    Map<String, List<Object>> lanes = new LinkedHashMap<>();
    Map<String, Integer> left = new LinkedHashMap<>();
    for (String lane : List.of("step", "observation", "reading", "SIP", "HTTP", "RTP", "link")) {
      lanes.put(lane, new ArrayList<>());
    }
    lines(own.resolve("events.jsonl"), line -> event(line, lanes, left));
    lines(own.resolve(NetworkJournal.LINES), line -> network(line, lanes, left));
    data.put("lanes", lanes);
    data.put("left", left);
    Path verdictFile = own.resolve("verdict.json");
    if (Files.isRegularFile(verdictFile)) {
      JsonNode verdict = JSON.readTree(verdictFile.toFile());
      data.put("frames", verdict.path("frames").asLong());
      data.put("width", verdict.path("densityWidthNanos").asLong() / 1e9);
      data.put("density", verdict.path("density"));
      data.put("errors", verdict.path("errors"));
      List<Object> changes = new ArrayList<>();
      for (JsonNode change : verdict.path("changes")) {
        add(changes, left, "frames", List.of(seconds(change), change.path("frame").asText()));
      }
      data.put("changes", changes);
    }
    if (scenario.verdict() == Verdict.FAILED || scenario.verdict() == Verdict.ERROR) {
      data.put("last", lastFrames(own.resolve(TraceConverter.FRAMES)));
    }
    return data;
  }

  private interface Line {
    void take(JsonNode line);
  }

  private static void lines(Path file, Line each) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        try {
          each.take(JSON.readTree(line));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
          // The last line of a run that was cut short may be half a line.
          return;
        }
      }
    }
  }

  private static void event(
      JsonNode line, Map<String, List<Object>> lanes, Map<String, Integer> left) {
    String type = line.path("type").asText();
    List<Object> item = new ArrayList<>();
    item.add(seconds(line));
    switch (type) {
      case "step" -> {
        item.add(line.path("keyword").asText() + " " + line.path("text").asText());
        item.add(line.path("status").asText());
      }
      case "observation" -> {
        item.add(line.path("kind").asText());
        item.add(line.path("details").toString());
      }
      default -> {
        item.add(line.path("instrument").asText() + " " + line.path("quantity").asText());
        item.add(line.path("value").asDouble());
        item.add(line.path("unit").asText());
      }
    }
    add(lanes.computeIfAbsent(type, t -> new ArrayList<>()), left, type, item);
  }

  private static void network(
      JsonNode line, Map<String, List<Object>> lanes, Map<String, Integer> left) {
    String protocol = line.path("protocol").asText();
    String lane = protocol.equals("CONNECTION") ? "link" : protocol;
    String text =
        line.has("payloadType")
            ? "RTP payload type " + line.path("payloadType").asInt()
            : line.has("head") ? line.path("head").asText() : line.path("text").asText();
    add(
        lanes.computeIfAbsent(lane, l -> new ArrayList<>()),
        left,
        lane,
        List.of(
            seconds(line),
            text.lines().findFirst().orElse("").substring(0, Math.min(MAX_TEXT, firstLine(text))),
            line.path("from").asText() + " \u2192 " + line.path("to").asText(),
            line.path("delivery").asText().toLowerCase(java.util.Locale.ROOT)));
  }

  private static int firstLine(String text) {
    return text.lines().findFirst().orElse("").length();
  }

  private static void add(
      List<Object> lane, Map<String, Integer> left, String name, List<Object> item) {
    if (lane.size() < MAX_DRAWN) {
      lane.add(item);
    } else {
      left.merge(name, 1, Integer::sum);
    }
  }

  private static List<List<Object>> lastFrames(Path log) throws IOException {
    ArrayDeque<List<Object>> last = new ArrayDeque<>();
    if (!Files.isRegularFile(log)) {
      return List.of();
    }
    try (TraceReader reader = new TraceReader(log)) {
      while (reader.next()) {
        if (last.size() == LAST_FRAMES) {
          last.removeFirst();
        }
        last.addLast(
            List.of(reader.timeNanos() / 1e9, reader.channelName() + " " + reader.frame()));
      }
      if (!reader.defect().isEmpty()) {
        last.addLast(List.of(0, reader.defect()));
      }
    } catch (IOException e) {
      last.addLast(List.of(0, String.valueOf(e.getMessage())));
    }
    return new ArrayList<>(last);
  }

  private static double seconds(JsonNode line) {
    return line.path("t").asLong() / 1e9;
  }
}
