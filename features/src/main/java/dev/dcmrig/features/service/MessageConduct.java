// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Allowances;
import dev.dcmrig.features.scene.CarLog;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Traffic;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What no DCM may do towards the telematics service, whatever the scenario is about
 * (docs/DCM-INTERFACE.md, 2.4). Of the messages of one car, in their order:
 *
 * <ol>
 *   <li>A message has its fields and no other, with values of the table.
 *   <li>{@code timestamp} is when it was made: not after it has arrived, not before that of the
 *       message of its kind before. A result that has become a refusal has a new one.
 *   <li>What is tried again has the same key and says the same. A result may have become a refusal.
 *   <li>What has been accepted is not sent again, and no gap is shorter than the retries allow.
 *   <li>Messages of a kind that must not be lost go one after the other.
 *   <li>Numbers count up. Those of telemetry begin anew after a boot, those of reports with each
 *       order.
 *   <li>Voltage, speed and position are those of the car at that time; a fix is called fresh when
 *       it is.
 *   <li>No report is made under an order whose end was acknowledged, nor after a reset before the
 *       service has said that an order is in force.
 * </ol>
 */
final class MessageConduct {
  static final String VOLTS = "voltage of a message";
  static final String KMH = "speed of a message";
  private static final int TO_THE_NANO = 1_000;

  /** From the try before to its failure, and what a clock may be off. */
  static final String SLACK = "gap before another try of a message";

  /** A boot so soon afterwards may have come before the acceptance. */
  static final String UNDER_WAY = "time from a boot to an acceptance before it";

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String ACTION = "action";
  private static final String RESULT = "result";
  private static final String REFUSED = "refused";

  /** DCM-INTERFACE, 2.4: words that a field can have. */
  private static final Map<String, Map<String, Set<String>>> WORDS =
      Map.of(
          Traffic.EVENTS,
          Map.of(
              "kind",
              Set.of("sos", "acn"),
              "state",
              Set.of("triggered", "connected", "ended", "given-up")),
          Traffic.ACKNOWLEDGEMENTS,
          Map.of(
              ACTION,
              Set.of("start", "end"),
              RESULT,
              Set.of("accepted", REFUSED),
              "reason",
              Set.of("", "another-order-in-force")),
          Traffic.RESULTS,
          Map.of(
              ACTION,
              Set.of("lock", "unlock", "locate"),
              RESULT,
              Set.of("done", REFUSED),
              "reason",
              Set.of("", "tracking-active", "features-disabled", "data-restricted", "no-position")),
          Traffic.SECURITY,
          Map.of(
              "kind",
              Set.of(
                  "order-forged",
                  "order-replayed",
                  "order-expired",
                  "order-not-for-this-vehicle")));

  private final Allowances allowed;
  private final Instant start;
  private final DcmProfile specified;
  private final CarLog car;
  private final PositionConduct positions;
  private final boolean overfull;

  /** When the tracking order was asked for, and the service has answered. */
  private final List<Duration> asked;

  private final List<EvidenceItem> wrongs = new ArrayList<>();
  private final Map<String, Tried> byKey = new HashMap<>();

  /** The newest message of each kind. */
  private final Map<String, Tried> newest = new HashMap<>();

  /** The last number, by kind and order. */
  private final Map<String, Integer> numbers = new HashMap<>();

  /** When the end of an order was made known. */
  private final Map<String, Duration> ended = new HashMap<>();

  /** One message, and its tries so far. */
  private static final class Tried {
    final String kind;
    final String key;
    final Duration made;
    HttpExchange last;
    int tries = 1;

    Tried(String kind, Duration made, HttpExchange first) {
      this.kind = kind;
      this.key = first.key();
      this.made = made;
      this.last = first;
    }
  }

  private MessageConduct(
      Allowances allowed,
      Instant start,
      DcmProfile specified,
      CarLog car,
      boolean overfull,
      List<Duration> asked) {
    this.allowed = allowed;
    this.asked = asked;
    this.start = start;
    this.specified = specified;
    this.car = car;
    this.positions = new PositionConduct(allowed, start, specified, car);
    this.overfull = overfull;
  }

  /**
   * What is wrong.
   *
   * @param allowed what is let pass
   * @param start the instant from which the bench's times count
   * @param posts of one car to the telematics service, in order of time
   * @param asked when it asked for its tracking order, where it was answered
   */
  static List<EvidenceItem> wrongs(
      Allowances allowed,
      Instant start,
      DcmProfile specified,
      CarLog car,
      List<HttpExchange> posts,
      List<Duration> asked) {
    Set<String> durable = new TreeSet<>();
    posts.stream()
        .filter(each -> Traffic.DURABLE.contains(kind(each)))
        .forEach(each -> durable.add(each.key()));
    // What had no room is lost, and nobody sees which.
    boolean overfull = durable.size() >= specified.count("telematics.queue");
    MessageConduct conduct = new MessageConduct(allowed, start, specified, car, overfull, asked);
    posts.forEach(conduct::look);
    return conduct.wrongs;
  }

  static String kind(HttpExchange each) {
    return each.path().substring(each.path().lastIndexOf('/') + 1);
  }

  private void look(HttpExchange each) {
    String kind = kind(each);
    JsonNode body = Traffic.body(each);
    List<String> fields = ContentChecks.CONTENT.get(kind);
    if (fields == null) {
      wrong(each, "nothing of its kind is specified");
      return;
    }
    if (each.key().isEmpty()) {
      wrong(each, "it has no Idempotency-Key");
      return;
    }
    Tried before = byKey.get(each.key());
    if (before != null) {
      again(each, before);
    } else {
      content(each, kind, body, fields);
      first(each, kind, body);
    }
  }

  // 1, 2: what it says.

  private void content(HttpExchange each, String kind, JsonNode body, List<String> fields) {
    List<String> there = new ArrayList<>();
    body.fieldNames().forEachRemaining(there::add);
    List<String> due = new ArrayList<>(fields);
    if (body.path(RESULT).asText().equals(REFUSED)) {
      due.add("reason");
    } else if (body.path(ACTION).asText().equals("locate")) {
      due.add("position");
    }
    if (!Set.copyOf(there).equals(Set.copyOf(due))) {
      wrong(each, "its fields are " + there);
    }
    WORDS
        .getOrDefault(kind, Map.of())
        .forEach(
            (field, words) -> {
              if (!words.contains(body.path(field).asText())) {
                wrong(each, "its " + field + " is " + body.path(field));
              }
            });
    for (String field : List.of("order", "command")) {
      if (fields.contains(field) && !WORD.matcher(body.path(field).asText()).matches()) {
        wrong(each, "its " + field + " is " + body.path(field));
      }
    }
    for (String field : List.of("incident", "attempt", "sequence")) {
      if (fields.contains(field)
          && !(body.path(field).isIntegralNumber() && body.path(field).asLong() >= 0)) {
        wrong(each, "its " + field + " is " + body.path(field));
      }
    }
  }

  private void first(HttpExchange each, String kind, JsonNode body) {
    Duration made = made(each, body.path("timestamp").asText());
    Tried message = new Tried(kind, made, each);
    byKey.put(message.key, message);
    Tried before = newest.put(kind, message);
    if (before != null) {
      if (made.compareTo(before.made) < 0 && !kind.equals(Traffic.RESULTS)) {
        wrong(each, "its timestamp is before that of the message before");
      }
      // Two orders may come in one instant, and be wrong in the same way.
      if (!kind.equals(Traffic.SECURITY) && each.requestBody().equals(before.last.requestBody())) {
        wrong(each, "it says what the message before has said, under another key");
      }
      if (Traffic.DURABLE.contains(kind) && !overfull && isOpen(before, each)) {
        wrong(each, "the message before has not been accepted yet");
      }
    }
    numbered(each, kind, body, before);
    switch (kind) {
      case Traffic.TELEMETRY -> telemetry(each, body, made);
      case Traffic.POSITIONS -> report(each, body, made);
      case Traffic.RESULTS -> position(each, body, made);
      case Traffic.ACKNOWLEDGEMENTS -> {
        if (body.path(ACTION).asText().equals("end")
            && body.path(RESULT).asText().equals("accepted")) {
          ended.putIfAbsent(body.path("order").asText(), made);
        }
      }
      default -> {
        // Its words were looked at.
      }
    }
  }

  private boolean isOpen(Tried before, HttpExchange next) {
    Duration life = specified.duration("telematics.eventLifetime");
    return !Traffic.isAccepted(before.last) && next.at().minus(before.made).compareTo(life) < 0;
  }

  /** When it says that it was made, from the beginning of the bench's time on. */
  private Duration made(HttpExchange each, String stamp) {
    try {
      Duration made = Duration.between(start, Instant.parse(stamp));
      if (made.compareTo(each.at().plusNanos(TO_THE_NANO)) > 0) {
        wrong(each, "its timestamp " + stamp + " is yet to come");
      }
      return made;
    } catch (DateTimeException e) {
      wrong(each, "its timestamp is '" + stamp + "'");
      return each.at();
    }
  }

  // 3, 4: tries.

  private void again(HttpExchange each, Tried message) {
    HttpExchange before = message.last;
    boolean refusal =
        message.kind.equals(Traffic.RESULTS) && Traffic.text(each, RESULT).equals(REFUSED);
    if (!each.path().equals(before.path())
        || (!each.requestBody().equals(before.requestBody()) && !refusal)) {
      wrong(each, "another try of it said something else");
    }
    if (Traffic.isAccepted(before)
        && !car.isBooted(before.at(), before.at().plus(allowed.time(UNDER_WAY)))) {
      wrong(each, "it was accepted already");
    }
    if (!newest.containsValue(message) && !overfull) {
      wrong(each, "a newer message of its kind was sent before");
    }
    if (car.isBooted(before.at(), each.at()) || isAsleepBetween(before, each)) {
      message.tries = 1;
    } else {
      gap(each, message);
      message.tries++;
    }
    message.last = each;
  }

  /** A DCM that has slept begins its gaps anew; it may sleep with the ignition off. */
  private boolean isAsleepBetween(HttpExchange before, HttpExchange each) {
    return !car.isIgnition(before.at(), each.at(), List.of("ON", "START", "ACC"));
  }

  private void gap(HttpExchange each, Tried message) {
    if (message.kind.equals(Traffic.POSITIONS)) {
      // A report that has used up its tries goes out with the next one.
      return;
    }
    double first = Declared.seconds(specified.duration("telematics.firstRetry"));
    double most = Declared.seconds(specified.duration("telematics.retryLimit"));
    double factor = specified.number("telematics.retryFactor");
    double due = Math.min(most, first * Math.pow(factor, message.tries - 1.0));
    double gap = Declared.seconds(each.at().minus(message.last.at()).plus(allowed.time(SLACK)));
    if (gap < due) {
      wrong(
          each,
          String.format(Locale.ROOT, "it is tried again after %.1f s, %.1f s are due", gap, due));
    }
    if (!Traffic.DURABLE.contains(message.kind)
        && message.tries >= specified.count("telematics.tries")) {
      wrong(each, "it has been tried " + message.tries + " times already");
    }
  }

  // 6: numbers.

  private void numbered(HttpExchange each, String kind, JsonNode body, @Nullable Tried before) {
    if (!body.has("sequence")) {
      return;
    }
    String counted = kind + " " + body.path("order").asText();
    int number = body.path("sequence").asInt();
    Integer last = numbers.put(counted, number);
    boolean anew =
        kind.equals(Traffic.TELEMETRY)
            && number == 1
            && before != null
            && car.isBooted(before.made, each.at());
    if (number < 1 || (last != null && number <= last && !anew)) {
      wrong(each, "its sequence is " + number + ", after " + (last == null ? "none" : last));
    }
  }

  // 7, 8: what it says of the car.

  private void telemetry(HttpExchange each, JsonNode body, Duration made) {
    if (!car.isVoltageOnBus(
        made, body.path("batteryVolts").asDouble(-1), allowed.number(VOLTS, Unit.VOLT))) {
      wrong(each, "its batteryVolts is " + body.path("batteryVolts"));
    }
    if (!car.isSpeed(
        made, body.path("speedKmh").asDouble(-1), allowed.number(KMH, Unit.KILOMETRE_PER_HOUR))) {
      wrong(each, "its speedKmh is " + body.path("speedKmh"));
    }
  }

  private void report(HttpExchange each, JsonNode body, Duration made) {
    Optional<Duration> reset = car.lastReset(made);
    if (reset.isPresent()
        && asked.stream()
            .noneMatch(at -> at.compareTo(reset.get()) > 0 && at.compareTo(made) <= 0)) {
      wrong(each, "the service has not said since the reset that its order is in force");
    }
    if (!car.isVoltage(
        made, body.path("batteryVolts").asDouble(-1), allowed.number(VOLTS, Unit.VOLT))) {
      wrong(each, "its batteryVolts is " + body.path("batteryVolts"));
    }
    Duration end = ended.get(body.path("order").asText());
    if (end != null && made.compareTo(end) > 0) {
      wrong(each, "the end of its order was acknowledged before");
    }
    position(each, body, made);
  }

  private void position(HttpExchange each, JsonNode body, Duration made) {
    positions.wrongs(body.path("position"), made).forEach(why -> wrong(each, why));
  }

  private void wrong(HttpExchange each, String why) {
    EvidenceItem item = Traffic.item(each);
    wrongs.add(new EvidenceItem(item.kind(), item.nanos(), item.what() + ": " + why));
  }
}
