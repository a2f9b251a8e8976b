// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.network;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.Connection;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.RadioLink.MqttPacket;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Gaps;
import dev.dcmrig.judge.Gaps.Interval;
import dev.dcmrig.judge.Latency;
import dev.dcmrig.judge.Question;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When a DCM speaks with its services of itself, and for how long (docs/DCM-INTERFACE.md, 2). */
public final class NumberChecks {
  private static final String SHORT_MESSAGES = "sms.dcmrig.example";

  private final Scene scene;
  private final Traffic traffic;
  private final ExchangeChecks checks;

  public NumberChecks(Scene scene, Traffic traffic, ExchangeChecks checks) {
    this.scene = scene;
    this.traffic = traffic;
    this.checks = checks;
  }

  @Then("the next {exchange} comes {span} after the event")
  @Check(
      quantity = "time from the event to the exchange",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "300 ms",
      resolution = "1 ms")
  public void next(Exchange exchange, Span span) {
    Duration from = scene.trigger;
    scene.watch(
        from.plus(span.duration()).minus(scene.now()),
        () -> !traffic.since(from, exchange).isEmpty());
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            scene.question(),
            Scene.nanos(from),
            Traffic.items(traffic.since(from, exchange)),
            Limit.nominal(span.seconds(), scene.tolerance(span), span.source()),
            Scene.nanos(scene.now())));
  }

  @Then("{exchange} comes each {span} for {span}")
  @Check(
      quantity = "time from one exchange to the next",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      resolution = "1 ms")
  public void each(Exchange exchange, Span gap, Span span) {
    Duration from = scene.now();
    scene.pass(span.duration());
    throughout(from, Traffic.items(traffic.since(from, exchange)), gap);
  }

  @Then("the network of short messages is tried each {span} for {span}")
  @Check(
      quantity = "time from one try to be connected to the next",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      resolution = "1 ms")
  public void shortMessages(Span gap, Span span) {
    Duration from = scene.now();
    scene.pass(span.duration());
    List<EvidenceItem> tries =
        connections(SHORT_MESSAGES).stream()
            .filter(each -> each.asked().compareTo(from) > 0)
            .map(each -> item(each.asked(), each.granted() ? "connected" : "no network", each))
            .toList();
    throughout(from, tries, gap);
  }

  private void throughout(Duration from, List<EvidenceItem> items, Span gap) {
    Limit limit = Limit.nominal(gap.seconds(), scene.tolerance(gap), gap.source());
    Question question = scene.question();
    List<Measurement> judged =
        new ArrayList<>(
            Gaps.throughout(question, items, Scene.nanos(from), Scene.nanos(scene.now()), limit));
    if (items.size() == 1) {
      judged.add(question.missing("only one was seen", limit, items));
    }
    scene.judge(Subject.DCM, judged);
  }

  private List<Connection> connections(String host) {
    return scene.bench().radioLink().connections(scene.cars.vin()).stream()
        .filter(each -> each.host().equals(host))
        .toList();
  }

  private static EvidenceItem item(Duration at, String what, Connection connection) {
    return new EvidenceItem("connection", Scene.nanos(at), connection.host() + ": " + what);
  }

  /** Whom a DCM keeps a connection to for its requests. */
  public enum Server {
    SERVICE("telematics.dcmrig.example"),
    UPDATES("ota.dcmrig.example");

    private final String host;

    Server(String host) {
      this.host = host;
    }
  }

  /** Of those that are over by now the newest. */
  @Then("the connection to the {server} has been closed {span} after its last request")
  @Check(
      quantity = "time from the last request to the end of its connection",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "1 s",
      resolution = "1 ms")
  public void closed(Server server, Span span) {
    Limit limit = Limit.nominal(span.seconds(), scene.tolerance(span), span.source());
    List<HttpExchange> requests =
        scene.http().stream()
            .filter(each -> each.path().contains(Traffic.UPDATES) == (server == Server.UPDATES))
            .toList();
    scene.some(Subject.DCM, "requests to the service", requests);
    HttpExchange last = requests.get(requests.size() - 1);
    List<EvidenceItem> ends = new ArrayList<>();
    for (Connection each : connections(server.host)) {
      Duration ended = each.ended();
      if (ended != null && ended.compareTo(last.at()) > 0) {
        ends.add(item(ended, "closed", each));
      }
    }
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            scene.question(), Scene.nanos(last.at()), ends, limit, Scene.nanos(scene.now())));
  }

  /** As long as nothing else is said: each ping of the scenario so far. */
  @Then("each ping to the broker came {span} after what was said before")
  @Check(
      quantity = "time from the packet before to the ping",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "1 s",
      resolution = "1 ms")
  public void pings(Span span) {
    List<MqttPacket> said = scene.mqtt().stream().filter(MqttPacket::up).toList();
    List<MqttPacket> pings =
        said.stream().filter(packet -> packet.type().equals("PINGREQ")).toList();
    scene.some(Subject.DCM, "pings to the broker", pings);
    Limit limit = Limit.nominal(span.seconds(), scene.tolerance(span), span.source());
    List<Measurement> judged = new ArrayList<>();
    for (int index = 1; index < said.size(); index++) {
      if (pings.contains(said.get(index))) {
        List<Interval> two = List.of(packet(said.get(index - 1)), packet(said.get(index)));
        judged.addAll(
            Gaps.fromEndToStart(scene.question().of("ping " + (judged.size() + 1)), two, limit));
      }
    }
    scene.judge(Subject.DCM, judged);
  }

  private static Interval packet(MqttPacket packet) {
    return Interval.at(new EvidenceItem("mqtt", Scene.nanos(packet.at()), "MQTT " + packet.type()));
  }

  /** The last try lies at most one gap before its end, and at most one after it. */
  @Then("what must not be lost is given up {span} after its first try")
  @Check(
      quantity = "time from the first try to the last one",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "1 s",
      resolution = "1 ms")
  public void givenUp(Span life) {
    double gap = checks.plan().longestGap();
    Map<String, List<HttpExchange>> tries = new LinkedHashMap<>();
    Traffic.DURABLE.forEach(
        kind ->
            traffic
                .all(kind)
                .forEach(
                    each -> tries.computeIfAbsent(each.key(), key -> new ArrayList<>()).add(each)));
    tries.values().removeIf(each -> each.stream().anyMatch(Traffic::isAccepted));
    scene.some(Subject.DCM, "messages that nobody has accepted", List.copyOf(tries.values()));
    Duration beyond = Duration.ofSeconds(Math.round(4 * gap));
    for (List<HttpExchange> each : tries.values()) {
      Duration until = each.get(0).at().plus(life.duration()).plus(beyond);
      Duration left = until.minus(scene.now());
      scene.pass(left.isNegative() ? Duration.ZERO : left);
    }
    Limit limit =
        Limit.between(
            life.seconds() - gap, life.seconds() + gap, scene.tolerance(life), life.source());
    List<Measurement> judged = new ArrayList<>();
    tries.forEach(
        (key, before) -> {
          HttpExchange first = before.get(0);
          HttpExchange last =
              scene.http().stream()
                  .filter(each -> each.key().equals(key))
                  .reduce(first, (one, next) -> next);
          judged.add(
              scene
                  .question()
                  .number(
                      Declared.seconds(last.at().minus(first.at())),
                      limit,
                      List.of(Traffic.item(first), Traffic.item(last))));
        });
    scene.judge(Subject.DCM, judged);
  }
}
