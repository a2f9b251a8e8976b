// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.RadioLink.Attempt;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.features.scene.Allowances;
import dev.dcmrig.features.scene.CarLog;
import dev.dcmrig.features.scene.Traffic;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What no DCM may tell of emergencies, whatever the scenario is about (docs/DCM-INTERFACE.md, 2.4).
 * Of the emergency events of one car, each by its first try:
 *
 * <ol>
 *   <li>Incidents have numbers that grow, from 1; all events of one are of one kind.
 *   <li>Attempts of an incident count from 1. After a reset they may do so again.
 *   <li>{@code connected} follows {@code triggered}, {@code ended} follows {@code connected}, of
 *       the same attempt; {@code given-up} is of the last one. Nothing follows an end.
 *   <li>Each tells of something that the network or the centre saw, at its time: of an attempt that
 *       began, a call that was answered, or was over.
 *   <li>An emergency is of the kind of what has happened in the car.
 * </ol>
 */
final class EventConduct {
  static final String STAMP = "time stamp of an emergency event";

  static final String AT_ONCE = "time from a press or a crash to its first attempt";

  private static final String ENDED = "ended";
  private static final String GIVEN_UP = "given-up";

  private final Allowances allowed;
  private final Instant start;
  private final CarLog car;
  private final List<Attempt> attempts;
  private final List<Call> calls;
  private final Duration limit;
  private final List<EvidenceItem> wrongs = new ArrayList<>();
  private final Map<Integer, Told> incidents = new HashMap<>();
  private int highest;

  /** What was told last of an incident. */
  private record Told(String kind, String state, int attempt, Duration at) {}

  private EventConduct(
      Allowances allowed,
      Instant start,
      CarLog car,
      List<Attempt> attempts,
      List<Call> calls,
      Duration limit) {
    this.allowed = allowed;
    this.start = start;
    this.car = car;
    this.attempts = attempts;
    this.calls = calls;
    this.limit = limit;
  }

  /**
   * What is wrong.
   *
   * @param allowed what is let pass
   * @param posts of one car to the telematics service, in order of time
   * @param attempts of the car to reach the centre, as the network saw them
   * @param calls of the car with the centre
   * @param limit how long a crash is tried to be told
   */
  static List<EvidenceItem> wrongs(
      Allowances allowed,
      Instant start,
      CarLog car,
      List<HttpExchange> posts,
      List<Attempt> attempts,
      List<Call> calls,
      Duration limit) {
    EventConduct conduct = new EventConduct(allowed, start, car, attempts, calls, limit);
    Set<String> keys = new HashSet<>();
    posts.stream()
        .filter(each -> MessageConduct.kind(each).equals(Traffic.EVENTS) && keys.add(each.key()))
        .forEach(conduct::look);
    return conduct.wrongs;
  }

  private void look(HttpExchange each) {
    JsonNode body = Traffic.body(each);
    int incident = body.path("incident").asInt();
    Duration at;
    try {
      at = Duration.between(start, Instant.parse(body.path("timestamp").asText()));
    } catch (DateTimeException e) {
      // Said of every message.
      return;
    }
    Told now =
        new Told(
            body.path("kind").asText(),
            body.path("state").asText(),
            body.path("attempt").asInt(),
            at);
    Told before = incidents.put(incident, now);
    if (before == null) {
      begins(each, incident, now);
    } else {
      goesOn(each, before, now);
    }
    Duration near = allowed.time(STAMP);
    if (happened(now.state).noneMatch(seen -> seen.minus(at).abs().compareTo(near) <= 0)) {
      wrong(each, "nothing had happened at its time that is called " + now.state);
    }
  }

  private void begins(HttpExchange each, int incident, Told now) {
    if (incident <= highest) {
      wrong(each, "its incident is " + incident + ", after " + highest);
    }
    highest = Math.max(highest, incident);
    if (now.state.equals("triggered") && now.attempt == 1) {
      List<Duration> own = now.kind.equals("acn") ? car.crashes() : car.presses();
      List<Duration> other = now.kind.equals("acn") ? car.presses() : car.crashes();
      // What waited for its turn is told later than it has happened.
      boolean at = own.stream().anyMatch(seen -> isSoon(seen, now.at));
      if (!at && (other.stream().anyMatch(seen -> isSoon(seen, now.at)) || isTooEarly(own, now))) {
        wrong(each, "nothing had happened in the car that is called " + now.kind);
      }
    }
  }

  private static boolean isTooEarly(List<Duration> own, Told now) {
    return own.stream().noneMatch(seen -> seen.compareTo(now.at) <= 0);
  }

  private boolean isSoon(Duration seen, Duration told) {
    Duration apart = told.minus(seen);
    return !apart.isNegative() && apart.compareTo(allowed.time(AT_ONCE)) <= 0;
  }

  private void goesOn(HttpExchange each, Told before, Told now) {
    boolean booted = car.isBooted(before.at, now.at);
    if (!before.kind.equals(now.kind)) {
      wrong(each, "its kind is " + now.kind + ", after " + before.kind);
    }
    if (before.state.equals(ENDED) || before.state.equals(GIVEN_UP)) {
      wrong(each, "it follows the end of its incident");
    }
    boolean follows =
        switch (now.state) {
          case "triggered" -> before.state.equals("triggered") && now.attempt == before.attempt + 1;
          case "connected" -> before.state.equals("triggered") && now.attempt == before.attempt;
          case ENDED -> before.state.equals("connected") && now.attempt == before.attempt;
          default -> before.state.equals("triggered") && now.attempt == before.attempt;
        };
    if (!follows && !booted) {
      wrong(
          each,
          "it is "
              + now.state
              + " "
              + now.attempt
              + ", after "
              + before.state
              + " "
              + before.attempt);
    }
  }

  /** When that happened, by the network, the centre and the car. */
  private Stream<Duration> happened(String state) {
    return switch (state) {
      case "triggered" -> attempts.stream().map(Attempt::started);
      case "connected" -> times(calls.stream().map(Call::connected));
      case ENDED -> times(calls.stream().map(Call::ended));
      default ->
          Stream.concat(
              times(attempts.stream().map(Attempt::ended)),
              car.crashes().stream().map(at -> at.plus(limit)));
    };
  }

  private static Stream<Duration> times(Stream<@Nullable Duration> all) {
    return all.filter(Objects::nonNull).map(Objects::requireNonNull);
  }

  private void wrong(HttpExchange each, String why) {
    EvidenceItem item = Traffic.item(each);
    wrongs.add(new EvidenceItem(item.kind(), item.nanos(), item.what() + ": " + why));
  }
}
