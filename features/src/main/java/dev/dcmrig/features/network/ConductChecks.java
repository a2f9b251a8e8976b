// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.network;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.BackendFaults.Place;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.OrderTricks.Topic;
import dev.dcmrig.api.OrderTricks.Trick;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Failures;
import dev.dcmrig.features.scene.People;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.RetryPlan;
import dev.dcmrig.judge.Stamps;
import dev.dcmrig.judge.Tries;
import dev.dcmrig.judge.Tries.Try;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** How a DCM behaves towards strict partners: service, broker, network of short messages. */
public final class ConductChecks {
  private static final String WRONG = "things wrong with what the DCM sent to the network";
  private static final String GAP = "gap before another try";
  private static final String SESSIONS = "sessions with the broker that were begun";
  private static final String SPREAD = "spread of the random part of the gaps";
  private static final String WAITED = "messages that came through";
  private static final String LOST = "emergency events that were lost";
  private static final String NEWEST = "stamp of the newest security event, from the last order on";
  private static final int REFUSED = 503;

  /** What a strict partner notes; each is a rule of docs/DCM-INTERFACE.md. */
  private static final Set<String> WRONGS =
      Set.of(
          "http.malformed",
          "http.claimed",
          "http.wrong",
          "http.refused",
          "mqtt.malformed",
          "mqtt.wrong",
          "sms.malformed",
          "socks.malformed",
          "connections.storm");

  private final Scene scene;
  private final People people;
  private final Traffic traffic;
  private final ExchangeChecks checks;

  /** When the last of many orders was sent; zero before. */
  private Duration lastForged = Duration.ZERO;

  public ConductChecks(Scene scene, People people, Traffic traffic, ExchangeChecks checks) {
    this.scene = scene;
    this.people = people;
    this.traffic = traffic;
    this.checks = checks;
  }

  @Then("the network has noted nothing wrong with what the DCM sent")
  @Check(quantity = WRONG, unit = Unit.ONE, source = Source.NETWORK)
  public void nothingWrong() {
    scene.judge(
        Subject.DCM,
        Counting.of(
            scene.question(),
            wrongs(scene, kind -> true),
            Limit.exactly(0, LimitSource.step("nothing"))));
  }

  /**
   * What a strict partner has noted of the DCM so far.
   *
   * @param kinds of notes that count
   */
  static List<EvidenceItem> wrongs(Scene scene, Predicate<String> kinds) {
    return scene.bench().observations().all().stream()
        .filter(seen -> seen.source() == Subject.DCM && WRONGS.contains(seen.kind()))
        .filter(seen -> kinds.test(seen.kind()))
        .map(
            seen ->
                new EvidenceItem(
                    seen.kind(),
                    Scene.nanos(seen.at()),
                    seen.details().getOrDefault("why", seen.kind())))
        .toList();
  }

  /** Of each message of the kind, from the beginning on. */
  @Then("the tries of {exchange} come after the specified gaps")
  @Check(
      quantity = GAP,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "250 ms",
      resolution = "1 ms")
  @Check(quantity = SPREAD, unit = Unit.PERCENT, source = Source.NETWORK)
  public void gaps(Exchange exchange) {
    List<Try> tries = new ArrayList<>();
    for (HttpExchange each : traffic.since(Duration.ZERO, exchange)) {
      int status = each.status();
      boolean asked = status == REFUSED && checks.lastFault() == Fault.RETRY_AFTER_A_DATE;
      int failure = status == 0 ? Failures.of(checks.lastFault()) : status;
      tries.add(tried(each, asked ? RetryPlan.UNTIL_A_DATE : failure));
    }
    judge(tries, checks.plan());
  }

  private static Try tried(HttpExchange each, int status) {
    return new Try(
        Scene.nanos(each.at()), each.key(), each.requestBody(), status, Traffic.item(each).what());
  }

  /** The loss of the session that was there is the first failure. */
  @Then("the DCM comes back to the broker after the specified gaps")
  @Check(
      quantity = GAP,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "250 ms",
      resolution = "1 ms")
  @Check(quantity = SPREAD, unit = Unit.PERCENT, source = Source.NETWORK)
  @Check(quantity = SESSIONS, unit = Unit.ONE, source = Source.NETWORK)
  public void sessions() {
    Fault fault = checks.lastFault();
    int failed = fault == Fault.BROKER_IS_SILENT ? RetryPlan.WAITED_FOR : REFUSED;
    Duration from = checks.lastInjected();
    List<Try> tries = new ArrayList<>();
    tries.add(new Try(Scene.nanos(from), "session", "", REFUSED, "the session is lost"));
    scene.mqtt().stream()
        .filter(packet -> packet.up() && packet.type().equals("CONNECT"))
        .filter(packet -> packet.at().compareTo(from) > 0)
        .forEach(
            packet ->
                tries.add(
                    new Try(Scene.nanos(packet.at()), "session", "", failed, "MQTT CONNECT")));
    scene.need(fault.place() == Place.SESSION, "the broker was well");
    // Each that failed, and the one that is well.
    int begun = tries.size() - 1;
    scene.judge(
        Subject.DCM,
        Asked.of(SESSIONS)
            .question()
            .number(
                begun,
                Limit.exactly(checks.lastTimes() + 1.0, scene.required()),
                tries.stream().skip(1).map(ConductChecks::item).toList()));
    judge(tries, checks.plan("mqtt.answerTimeout"));
  }

  private static EvidenceItem item(Try tried) {
    return new EvidenceItem("mqtt", tried.nanos(), tried.what());
  }

  private void judge(List<Try> seen, RetryPlan plan) {
    scene.some(
        Subject.DCM,
        "tries beyond a first one",
        seen.subList(Math.min(1, seen.size()), seen.size()));
    Tries tries = new Tries(seen, scene.required());
    Asked gap = Asked.of(GAP);
    List<Measurement> judged = new ArrayList<>(tries.gaps(gap.question(), plan, gap.tolerance()));
    judged.addAll(tries.spread(Asked.of(SPREAD).question(), plan));
    scene.judge(Subject.DCM, judged);
  }

  @When("{int} forged orders reach the DCM")
  public void forged(int number) {
    for (int each = 0; each < number; each++) {
      lastForged = scene.now();
      scene.bench().backend().orders().send(people.vin(), Topic.ORDERS, Trick.FORGED);
      scene.pass(Duration.ofMillis(100));
    }
  }

  /** A queue that was full: the newest comes, and of an emergency nothing is missing. */
  @Then("{count} messages that waited come through within {span}, and every emergency event")
  @Check(quantity = WAITED, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = LOST, unit = Unit.ONE, source = Source.NETWORK)
  @Check(
      quantity = NEWEST,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      resolution = "1 ms")
  public void waited(Count count, Span limit) {
    Duration from = scene.now();
    Set<String> before = new java.util.TreeSet<>();
    traffic.accepted(Duration.ZERO, Traffic.EVENTS).forEach(each -> before.add(each.key()));
    List<HttpExchange> events = traffic.all(Traffic.EVENTS);
    scene.within(limit.duration(), () -> came(from).size() > count.number());
    List<EvidenceItem> lost =
        events.stream()
            .filter(each -> !before.contains(each.key()))
            .filter(each -> came(from).stream().noneMatch(ok -> ok.key().equals(each.key())))
            .map(Traffic::item)
            .toList();
    List<Measurement> measured = new ArrayList<>();
    measured.add(
        Counting.of(
            Asked.of(WAITED).question(),
            Traffic.items(came(from)),
            Limit.exactly(count.number(), count.source())));
    measured.add(Counting.of(Asked.of(LOST).question(), lost, Limit.exactly(0, scene.required())));
    if (!lastForged.isZero()) {
      measured.add(newest(from));
    }
    scene.judge(Subject.DCM, measured);
  }

  /** What makes room is the oldest of its kind: the newest is there. */
  private Measurement newest(Duration from) {
    Asked asked = Asked.of(NEWEST);
    Limit limit = Limit.nominal(0, asked.tolerance(), LimitSource.interfaceSection("2.4"));
    List<HttpExchange> events = traffic.accepted(from, Traffic.SECURITY);
    if (events.isEmpty()) {
      return asked.question().missing("no security event has come", limit, List.of());
    }
    HttpExchange newest = events.get(events.size() - 1);
    return Stamps.between(
        asked.question(),
        scene.bench().startedAt().plus(lastForged).toString(),
        Traffic.text(newest, "timestamp"),
        limit,
        List.of(Traffic.item(newest)));
  }

  private List<HttpExchange> came(Duration from) {
    List<HttpExchange> came = new ArrayList<>();
    Traffic.DURABLE.forEach(kind -> came.addAll(traffic.accepted(from, kind)));
    return came;
  }
}
