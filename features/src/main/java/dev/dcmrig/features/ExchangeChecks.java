// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.BackendFaults.Place;
import dev.dcmrig.api.RadioLink.HttpExchange;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What "nothing lost, nothing twice" means for each exchange of the fault matrix. */
public final class ExchangeChecks {
  /** Two tries that fail in the slowest way, with the longest gap, and the exchange after them. */
  static final Duration LIMIT = Duration.ofMinutes(6);

  private static final Duration CALLED = Duration.ofSeconds(35);
  private static final Duration TWO_INTERVALS = Duration.ofSeconds(130);
  private static final Duration LAST_ANSWER = Duration.ofSeconds(1);

  private final Scene scene;
  private final Traffic traffic;
  private Duration from = Duration.ZERO;
  private Exchange exchange = Exchange.TELEMETRY;
  private Fault fault = Fault.STATUS_500;
  private int times;
  private int metBefore;

  public ExchangeChecks(Scene scene, Traffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  static boolean isMqtt(Fault fault) {
    return fault.place() == Place.BROKER;
  }

  /** No request can be seen after it: the connection for one never came to be. */
  private static boolean isUnseen(Fault fault) {
    return fault.place() == Place.CONNECTION;
  }

  void begin(Exchange newExchange, Fault newFault, int newTimes) {
    exchange = newExchange;
    fault = newFault;
    times = newTimes;
    from = scene.now();
    metBefore = scene.bench().backend().faults().met();
  }

  /** Without this a cell could pass because nothing went wrong. MQTT meets orders only. */
  void metAtLeastOnce() {
    int trusted = scene.bench().backend().faults().trusted();
    scene.dcm(
        trusted == 0,
        () -> "expected the DCM to turn away from a wrong certificate, it took " + trusted);
    int met = scene.bench().backend().faults().met() - metBefore;
    boolean concerned = !isMqtt(fault) || exchange == Exchange.ORDER;
    scene.need(!concerned || met > 0, "the DCM has met no " + ServiceWords.words(fault));
  }

  /** Messages that may be given up: the next ones get through, and none is tried too often. */
  void expendable(String kind) {
    expect(() -> traffic.accepted(from, kind).size() >= 2, "two accepted messages of " + kind);
    new Tries(scene.bench().specification(), traffic.since(from, kind))
        .wrongWithExpendable()
        .ifPresent(wrong -> scene.dcm(false, () -> kind + ": " + wrong));
    int numbers = distinct(kind, "sequence");
    int messages =
        (int) traffic.since(from, kind).stream().map(HttpExchange::key).distinct().count();
    scene.dcm(
        numbers == messages,
        () -> kind + ": " + messages + " messages have " + numbers + " sequence numbers");
  }

  private int distinct(String kind, String field) {
    Set<String> seen = new HashSet<>();
    traffic.since(from, kind).forEach(each -> seen.add(Traffic.text(each, field)));
    return seen.size();
  }

  /** Messages that must not be lost: each accepted, one key, no try after that. */
  void durable(String kind) {
    new Tries(scene.bench().specification(), traffic.since(from, kind))
        .wrongWithDurable()
        .ifPresent(wrong -> scene.dcm(false, () -> kind + ": " + wrong));
  }

  void nothingLost(Duration limit) {
    scene.within(
        limit, () -> Traffic.DURABLE.stream().allMatch(kind -> unaccepted(kind).isEmpty()));
    for (String kind : Traffic.DURABLE) {
      new Tries(scene.bench().specification(), traffic.since(from, kind))
          .lostOrRepeated()
          .ifPresent(wrong -> scene.dcm(false, () -> kind + ": " + wrong));
    }
  }

  private Set<String> unaccepted(String kind) {
    Set<String> keys = new HashSet<>();
    traffic.since(from, kind).forEach(each -> keys.add(each.key()));
    traffic.accepted(from, kind).forEach(each -> keys.remove(each.key()));
    return keys;
  }

  /** The order is carried out once, and reports go on. */
  void order() {
    expect(() -> !traffic.accepted(from, Traffic.POSITIONS).isEmpty(), "a report under the order");
    if (!isMqtt(fault) && !isUnseen(fault)) {
      asksFirst();
    }
    Duration first = scene.now();
    scene.pass(Duration.ofSeconds(70));
    scene.dcm(
        !traffic.accepted(first, Traffic.POSITIONS).isEmpty(),
        () -> "expected the report after the first one, too");
    durable(Traffic.ACKNOWLEDGEMENTS);
    long starts =
        traffic.since(from, Traffic.ACKNOWLEDGEMENTS).stream()
            .map(HttpExchange::key)
            .distinct()
            .count();
    scene.dcm(starts <= 1, () -> "the order was acknowledged " + starts + " times");
    int events = traffic.since(from, Traffic.SECURITY).size();
    scene.dcm(
        events == 0 || fault == Fault.MQTT_OUT_OF_ORDER,
        () -> "expected no security event, saw " + events);
  }

  /** A state that could not be asked for is never taken for an order in force. */
  private void asksFirst() {
    Duration report = traffic.since(from, Traffic.POSITIONS).get(0).at();
    List<HttpExchange> asked =
        traffic.since(from, Traffic.ORDER).stream()
            .filter(each -> each.at().compareTo(report) < 0)
            .toList();
    int failed = fault == Fault.RESET_AFTER_ANSWER ? 0 : times;
    scene.dcm(
        asked.size() > failed,
        () ->
            "expected reports after the first good answer to tracking-order, they began after "
                + asked.size()
                + " requests");
  }

  /** The call isn't delayed, and each of its events arrives. */
  void emergency() {
    boolean connected = scene.within(CALLED, () -> scene.calls().size() == 1 && isUp());
    scene.dcm(connected, () -> "expected a call in spite of the fault, none is connected");
    expect(() -> hasEvent("triggered") && hasEvent("connected"), "both events of the call");
    scene.bench().centre().hangUp(scene.cars.vin());
    expect(() -> hasEvent("ended"), "the event of the call's end");
    durable(Traffic.EVENTS);
    Set<String> events = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (HttpExchange each : traffic.since(from, Traffic.EVENTS)) {
      events.add(
          String.join(
              " ",
              List.of("incident", "state", "attempt").stream()
                  .map(field -> Traffic.text(each, field))
                  .toList()));
      keys.add(each.key());
    }
    scene.dcm(
        events.size() == keys.size(),
        () -> events.size() + " events of the emergency have " + keys.size() + " keys");
  }

  private boolean isUp() {
    return scene.call().connected() != null;
  }

  private boolean hasEvent(String state) {
    return traffic.accepted(from, Traffic.EVENTS).stream()
        .anyMatch(each -> Traffic.text(each, "state").equals(state));
  }

  /** The restriction comes into force, at the latest with the first good answer. */
  void restriction() {
    int bad = isMqtt(fault) || isUnseen(fault) || fault == Fault.RESET_AFTER_ANSWER ? 0 : times;
    expect(
        () -> {
          List<HttpExchange> asked = traffic.since(from, Traffic.CONFIGURATION);
          return asked.size() > bad && asked.get(asked.size() - 1).status() == 200;
        },
        "a configuration that was fetched");
    permanentAreNotRepeated();
    scene.pass(LAST_ANSWER);
    Duration restricted = scene.now();
    scene.pass(TWO_INTERVALS);
    scene.dcm(
        traffic.since(restricted, Traffic.TELEMETRY).isEmpty(),
        () -> "expected no telemetry once the restriction has reached the DCM");
  }

  private void permanentAreNotRepeated() {
    List<HttpExchange> asked = traffic.since(from, Traffic.CONFIGURATION);
    Duration interval = scene.bench().specification().duration("telematics.configurationInterval");
    for (int index = 1; index < asked.size(); index++) {
      HttpExchange before = asked.get(index - 1);
      Duration gap = asked.get(index).at().minus(before.at());
      scene.dcm(
          !Tries.PERMANENT.contains(before.status())
              || gap.compareTo(interval.minusSeconds(5)) >= 0,
          () -> "configuration asked for again " + Scene.text(gap) + " after a permanent refusal");
    }
  }

  void allowedAgain() {
    Duration allowed = scene.now();
    expect(
        () -> !traffic.accepted(allowed, Traffic.TELEMETRY).isEmpty(),
        "telemetry after the restriction was lifted");
  }

  private void expect(BooleanSupplier condition, String what) {
    boolean seen = scene.within(LIMIT, condition);
    scene.dcm(seen, () -> "expected " + what + " within " + Scene.text(LIMIT) + ", saw none");
  }
}
