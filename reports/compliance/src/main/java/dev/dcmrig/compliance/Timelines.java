// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.network.NetworkJournal;
import dev.dcmrig.evidence.trace.TraceConverter;
import dev.dcmrig.evidence.trace.TraceReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gathers what the timeline of one scenario draws. Times are seconds. */
final class Timelines {
  /** Events of one kind that a scenario draws; the report says when there were more. */
  static final int MAX_DRAWN = 400;

  /** Frames shown before the end of a failed scenario. */
  private static final int LAST_FRAMES = 24;

  private static final int MAX_TEXT = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Header, content, and a signature that may be masked. */
  private static final Pattern SIGNED = Pattern.compile("[\\w-]+\\.([\\w-]+)\\.[\\w*-]*");

  private Timelines() {}

  static Map<String, Object> of(RunData run, FrameWords words, ScenarioResult scenario)
      throws IOException {
    Path own = run.folder().resolve(RunFolder.SCENARIOS).resolve(scenario.folder());
    Map<String, Object> data = new LinkedHashMap<>();
    Map<String, List<Object>> lanes = new LinkedHashMap<>();
    Map<String, Integer> left = new LinkedHashMap<>();
    for (String lane :
        List.of("step", "observation", "reading", "SIP", "HTTP", "MQTT", "SMS", "RTP", "link")) {
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
      data.put("width", verdict.path("picture").path("widthNanos").asLong() / 1e9);
      data.put("density", verdict.path("picture").path("density"));
      data.put("errors", verdict.path("errors"));
      data.put("changes", changes(verdict, run.channels(), words, left));
    }
    if (scenario.verdict() == Verdict.FAILED || scenario.verdict() == Verdict.ERROR) {
      lastFrames(own.resolve(TraceConverter.FRAMES), words, data);
    }
    return data;
  }

  private static List<Object> changes(
      JsonNode verdict, List<String> channels, FrameWords words, Map<String, Integer> left) {
    List<Object> changes = new ArrayList<>();
    FrameWords.Changes notes = words.new Changes();
    for (JsonNode change : verdict.path("picture").path("changes")) {
      int number = change.path("channel").asInt();
      String channel = number < channels.size() ? channels.get(number) : "channel " + number;
      String frame = change.path("frame").asText();
      add(
          changes,
          left,
          "frames",
          List.of(seconds(change), notes.next(channel, frame), channel + " " + frame));
    }
    return changes;
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
    String text = text(line);
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

  private static String text(JsonNode line) {
    if (line.has("payloadType")) {
      return "RTP payload type " + line.path("payloadType").asInt();
    }
    if (line.has("packet")) {
      String topic = line.path("topic").asText();
      return line.path("packet").asText()
          + (topic.isEmpty() ? "" : " " + topic + " " + readable(line.path("text").asText()));
    }
    return line.has("head") ? line.path("head").asText() : line.path("text").asText();
  }

  /** What a JSON Web Signature (RFC 7515, 3.1) says instead of its three coded parts. */
  private static String readable(String payload) {
    Matcher signed = SIGNED.matcher(payload);
    if (!signed.matches()) {
      return payload.replaceAll("\\R", " ");
    }
    try {
      byte[] content = Base64.getUrlDecoder().decode(signed.group(1));
      return "signed " + new String(content, StandardCharsets.UTF_8).replaceAll("\\R", " ");
    } catch (IllegalArgumentException e) {
      // Not Base64 after all: a forged order may be anything.
      return payload;
    }
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

  /** The last frames on the bus, and the last one of each identifier: the state at the end. */
  private static void lastFrames(Path log, FrameWords words, Map<String, Object> data)
      throws IOException {
    if (!Files.isRegularFile(log)) {
      return;
    }
    ArrayDeque<Seen> last = new ArrayDeque<>();
    Map<Long, Seen> lastOfEach = new TreeMap<>();
    String defect = "";
    try (TraceReader reader = new TraceReader(log)) {
      while (reader.next()) {
        Seen seen = last.size() == LAST_FRAMES ? last.removeFirst() : new Seen();
        seen.take(reader);
        last.addLast(seen);
        // A day has millions of frames: no text is made of those that are not shown.
        long channelAndId = ((long) reader.channel() << 32) | seen.frame.id();
        lastOfEach.computeIfAbsent(channelAndId, id -> new Seen()).take(seen);
      }
      defect = reader.defect();
    } catch (IOException e) {
      defect = String.valueOf(e.getMessage());
    }
    data.put("last", last.stream().map(seen -> seen.row(words)).toList());
    data.put(
        "state",
        lastOfEach.values().stream().limit(MAX_DRAWN).map(seen -> seen.row(words)).toList());
    data.put("defect", defect);
  }

  /** A frame of the log, kept. */
  private static final class Seen {
    private double seconds;
    private String channel = "";
    private Frame frame = Frame.classic(0);

    void take(TraceReader reader) {
      seconds = reader.timeNanos() / 1e9;
      channel = reader.channelName();
      frame = reader.frame();
    }

    void take(Seen other) {
      seconds = other.seconds;
      channel = other.channel;
      frame = other.frame;
    }

    List<Object> row(FrameWords words) {
      return List.of(seconds, words.all(channel, frame), channel + " " + frame);
    }
  }

  private static double seconds(JsonNode line) {
    return line.path("t").asLong() / 1e9;
  }
}
