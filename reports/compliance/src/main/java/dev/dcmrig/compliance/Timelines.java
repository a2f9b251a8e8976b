// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.network.NetworkJournal;
import dev.dcmrig.evidence.trace.TraceConverter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what the timeline of one scenario draws. Times are seconds. */
final class Timelines {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Kinds of observation that say that a protected message was spoilt on purpose. */
  private static final List<String> SPOILT = List.of("WRONG_CRC", "STUCK_COUNTER");

  private static final List<String> NETWORK = List.of("link", "SIP", "HTTP", "MQTT", "SMS");

  /** Buckets of frames that are drawn; of more, two become one. */
  private static final int MAX_DENSITY = 256;

  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final Map<String, Series> series = new LinkedHashMap<>();
  private final VoiceSpans voice = new VoiceSpans();
  private final Names ways = new Names();
  private final Names calls = new Names();
  private final List<Object> bodies = new ArrayList<>();
  private boolean spoilt;

  private Timelines() {
    for (String lane : List.of("step", "observation", "frame")) {
      lanes.put(lane, new Lane());
    }
    NETWORK.forEach(lane -> lanes.put(lane, new Lane()));
  }

  static Map<String, Object> of(RunData run, FrameWords words, ScenarioResult scenario)
      throws IOException {
    Path own = run.folder().resolve(RunFolder.SCENARIOS).resolve(scenario.folder());
    Timelines timeline = new Timelines();
    lines(own.resolve("events.jsonl"), timeline::event);
    lines(own.resolve(NetworkJournal.LINES), timeline::network);
    Map<String, Object> data = new LinkedHashMap<>();
    Path verdictFile = own.resolve("verdict.json");
    if (Files.isRegularFile(verdictFile)) {
      JsonNode verdict = JSON.readTree(verdictFile.toFile());
      data.put("frames", verdict.path("frames").asLong());
      // Runs of earlier editions have the picture's values beside the verdict.
      boolean apart = verdict.has("picture");
      JsonNode picture = apart ? verdict.path("picture") : verdict;
      long width = picture.path(apart ? "widthNanos" : "densityWidthNanos").asLong();
      density(picture, width / 1e9, data);
      data.put("errors", verdict.path("errors"));
      timeline.changes(picture, run.channels(), words);
    }
    timeline.write(data);
    boolean bad = scenario.verdict() == Verdict.FAILED || scenario.verdict() == Verdict.ERROR;
    Path log = own.resolve(TraceConverter.FRAMES);
    if ((bad || timeline.spoilt) && Files.isRegularFile(log)) {
      new LastFrames(words).read(log).write(data, bad);
    }
    return data;
  }

  private void write(Map<String, Object> data) {
    Map<String, Object> marks = new LinkedHashMap<>();
    Map<String, Long> totals = new LinkedHashMap<>();
    lanes.forEach(
        (name, lane) -> {
          if (lane.total() > 0) {
            marks.put(name, lane.data(item -> NETWORK.contains(name) ? numbered(item) : item));
            totals.put(name, lane.total());
          }
        });
    data.put("lanes", marks);
    data.put("totals", totals);
    List<Object> drawn = new ArrayList<>();
    series.forEach((name, points) -> drawn.add(List.of(name, points.unit(), points.data())));
    data.put("series", drawn);
    data.put("voice", voice.data());
    data.put("ways", ways.all());
    data.put("calls", calls.all());
    data.put("bodies", bodies);
  }

  private void changes(JsonNode picture, List<String> channels, FrameWords words) {
    FrameWords.Changes notes = words.new Changes();
    for (JsonNode change : picture.path("changes")) {
      int number = change.path("channel").asInt();
      String channel = number < channels.size() ? channels.get(number) : "channel " + number;
      String frame = change.path("frame").asText();
      String meaning = notes.next(channel, frame);
      lane("frame")
          .add(seconds(change), List.of(seconds(change), meaning, channel + " " + frame), false);
    }
  }

  private Lane lane(String name) {
    return lanes.computeIfAbsent(name, n -> new Lane());
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

  private void event(JsonNode line) {
    double at = seconds(line);
    switch (line.path("type").asText()) {
      case "step" -> {
        String text = line.path("keyword").asText() + " " + line.path("text").asText();
        String status = line.path("status").asText();
        lane("step").add(at, List.of(at, text, status), status.equals("failed"));
      }
      case "observation" -> {
        String kind = line.path("kind").asText();
        spoilt |= SPOILT.contains(kind);
        String source = line.path("source").asText();
        lane("observation")
            .add(at, List.of(at, kind, line.path("details").toString(), source), false);
      }
      case "reading" -> {
        String name = line.path("instrument").asText() + " " + line.path("quantity").asText();
        series
            .computeIfAbsent(name, n -> new Series(line.path("unit").asText()))
            .add(at, line.path("value").asDouble());
      }
      default -> {
        // Measurements stand with their scenario: the page shows them all.
      }
    }
  }

  private void network(JsonNode line) {
    String protocol = line.path("protocol").asText();
    String delivery = NetworkWords.delivery(line);
    if (protocol.equals("RTP")) {
      int way = ways.number(NetworkWords.way(line));
      voice.add(seconds(line), way, line.path("payloadType").asInt(-1), delivery);
      return;
    }
    List<Object> item = new ArrayList<>();
    item.add(seconds(line));
    item.add(NetworkWords.line(line));
    item.add(NetworkWords.way(line));
    item.add(delivery.equals("delivered") ? "" : delivery);
    if (protocol.equals("SIP")) {
      item.add(NetworkWords.call(line));
      item.add(MessageBodies.of(line));
    }
    lane(protocol.equals("CONNECTION") ? "link" : protocol)
        .add(seconds(line), item, !delivery.equals("delivered"));
  }

  /** Ways, dialogs and bodies by their number: those of items that became part of a bin are not. */
  private List<Object> numbered(List<Object> item) {
    List<Object> shown = new ArrayList<>(item);
    shown.set(2, ways.number(String.valueOf(item.get(2))));
    if (item.size() > 4) {
      shown.set(4, calls.number(String.valueOf(item.get(4))));
      boolean empty = item.get(5) instanceof List<?> parts && parts.isEmpty();
      if (empty) {
        shown.remove(5);
      } else {
        shown.set(5, bodies.size());
        bodies.add(item.get(5));
      }
    }
    return shown;
  }

  private static void density(JsonNode picture, double width, Map<String, Object> data) {
    List<Long> buckets = new ArrayList<>();
    picture.path("density").forEach(bucket -> buckets.add(bucket.asLong()));
    double seconds = width;
    while (buckets.size() > MAX_DENSITY) {
      for (int index = 0; 2 * index < buckets.size(); index++) {
        long second = 2 * index + 1 < buckets.size() ? buckets.get(2 * index + 1) : 0;
        buckets.set(index, buckets.get(2 * index) + second);
      }
      buckets.subList((buckets.size() + 1) / 2, buckets.size()).clear();
      seconds *= 2;
    }
    data.put("width", seconds);
    data.put("density", buckets);
  }

  private static double seconds(JsonNode line) {
    return line.path("t").asLong() / 1e9;
  }

  /** Names by their number, so that each stands in the page once. */
  private static final class Names {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    int number(String name) {
      return numbers.computeIfAbsent(name, n -> numbers.size());
    }

    List<String> all() {
      return List.copyOf(numbers.keySet());
    }
  }
}
