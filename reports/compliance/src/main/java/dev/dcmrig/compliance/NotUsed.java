// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.sim.settings.Key;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What came from the DCM and was not used, with the reason: the radio link did not carry it, the
 * one it was for refused it, or somebody noted that it is wrong. From the evidence of a scenario.
 */
final class NotUsed {
  /** Kinds of one scenario that are told apart; more are counted with the last one. */
  private static final int MAX_KINDS = 500;

  /** Open requests that wait for an answer; the oldest is forgotten. */
  private static final int MAX_OPEN = 1_000;

  private static final int FIRST_REFUSAL = 400;
  private static final Pattern STATUS = Pattern.compile("(?:SIP/2\\.0|HTTP/1\\.1) (\\d{3})(.*)");
  private static final Pattern NOTED =
      Pattern.compile("noted|(?:.+\\.)(?:malformed|wrong|ignored|refused)");
  private static final String DELIVERED = "delivered";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The DCMs' addresses behind the radio link. */
  private static final String DCM = "10.64.";

  /** Something that was not used, and how often. */
  record Item(
      @Key("the scenario's id") String scenario,
      @Key(value = "when it came first, on the scenario's timeline", unit = "s") double seconds,
      @Key("SIP, HTTP, MQTT, SMS or CONNECTION; or the word of an observation") String protocol,
      @Key("the first line of it") String what,
      @Key("why it was not used") String why,
      @Key("how often the same came to the same") int times) {}

  private record Kind(String protocol, String what, String why) {}

  private static final class Seen {
    private final long nanos;
    private int times;

    Seen(long nanos) {
      this.nanos = nanos;
    }
  }

  /** A request that nobody has answered yet. */
  private record Open(long nanos, String what) {}

  private final Map<Kind, Seen> seen = new LinkedHashMap<>();
  private final Map<String, Open> open =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open> eldest) {
          return size() > MAX_OPEN;
        }
      };

  private NotUsed() {}

  /** Of each scenario, by its id, in order of time; nothing where its evidence was removed. */
  static Map<String, List<Item>> of(Path folder, List<ScenarioResult> scenarios)
      throws IOException {
    Map<String, List<Item>> all = new HashMap<>();
    for (ScenarioResult scenario : scenarios) {
      Path own = folder.resolve(RunFolder.SCENARIOS).resolve(scenario.folder());
      NotUsed log = new NotUsed();
      log.read(own.resolve("network.jsonl"), NotUsed::isMessage, log::message);
      log.read(own.resolve("events.jsonl"), NotUsed::isNote, log::note);
      all.put(scenario.id(), log.items(scenario.id()));
    }
    return all;
  }

  private interface Worth {
    boolean reading(String line);
  }

  private interface Taker {
    void take(JsonNode line);
  }

  private void read(Path file, Worth worth, Taker taker) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode read = worth.reading(line) ? parsed(line) : null;
        if (read != null) {
          taker.take(read);
        }
      }
    }
  }

  private static @Nullable JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      // The last line of a run that was cut short may be half a line.
      return null;
    }
  }

  /** Most lines are sound: it is not worth a parser's work. */
  private static boolean isMessage(String line) {
    return !line.contains("\"protocol\":\"RTP\"");
  }

  private static boolean isNote(String line) {
    return line.contains("\"type\":\"observation\"") && line.contains("\"source\":\"DCM\"");
  }

  private void message(JsonNode line) {
    String from = line.path("from").asText();
    String to = line.path("to").asText();
    String protocol = line.path("protocol").asText();
    String what = NetworkWords.line(line);
    String delivery = NetworkWords.delivery(line);
    long nanos = line.path("t").asLong();
    boolean fromDcm = from.startsWith(DCM);
    if (fromDcm && !delivery.equals(DELIVERED)) {
      add(nanos, protocol, what, "the radio link " + delivery + " it");
    } else if (protocol.equals("SIP") || protocol.equals("HTTP")) {
      exchange(line, fromDcm, fromDcm ? from + " " + to : to + " " + from, nanos, what);
    }
  }

  /** A request of the DCM is open until its answer comes: on its connection, or in its dialog. */
  private void exchange(JsonNode line, boolean fromDcm, String way, long nanos, String what) {
    String call = NetworkWords.call(line);
    String key = call.isEmpty() ? way : call;
    Matcher status = STATUS.matcher(what);
    if (fromDcm && !status.matches()) {
      open.remove(key);
      open.put(key, new Open(nanos, what));
    } else if (!fromDcm && status.matches()) {
      Open asked = open.get(key);
      int number = Integer.parseInt(status.group(1));
      if (asked != null && number >= FIRST_REFUSAL) {
        open.remove(key);
        String protocol = line.path("protocol").asText();
        add(asked.nanos(), protocol, asked.what(), "answered " + number + status.group(2));
      }
    }
  }

  private void note(JsonNode line) {
    String kind = line.path("kind").asText();
    if (NOTED.matcher(kind).matches()) {
      List<String> details = new ArrayList<>();
      line.path("details")
          .properties()
          .forEach(each -> details.add(each.getKey() + " " + each.getValue().asText()));
      String reason = line.path("details").path("reason").asText();
      String why = reason.isEmpty() ? "taken down as wrong" : "taken down as wrong: " + reason;
      add(line.path("t").asLong(), kind, String.join(", ", details), why);
    }
  }

  private void add(long nanos, String protocol, String what, String why) {
    Kind kind = new Kind(protocol, what, why);
    if (seen.size() >= MAX_KINDS && !seen.containsKey(kind)) {
      kind = new Kind("", "others", "more than " + MAX_KINDS + " kinds");
    }
    seen.computeIfAbsent(kind, k -> new Seen(nanos)).times++;
  }

  private List<Item> items(String scenario) {
    List<Item> items = new ArrayList<>();
    seen.forEach(
        (kind, it) ->
            items.add(
                new Item(
                    scenario, it.nanos / 1e9, kind.protocol(), kind.what(), kind.why(), it.times)));
    items.sort(Comparator.comparingDouble(Item::seconds));
    return items;
  }
}
