// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.service;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.RadioLink.Attempt;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.call.Emergency;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Same;
import dev.dcmrig.judge.Stamps;
import io.cucumber.java.en.Then;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the service was told what became of an emergency (DCM-INTERFACE, 2.4). */
public final class EventChecks {
  private static final String STATES = "emergency events of the incident";
  private static final String KIND = "kind of the emergency events";
  private static final String INCIDENT = "number of the incident";
  private static final String STAMP = "time stamp of an emergency event, from what it tells on";
  private static final LimitSource TABLE = LimitSource.interfaceSection("2.4");

  private final Scene scene;
  private final Traffic traffic;

  public EventChecks(Scene scene, Traffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  /** Of the newest incident that the service knows of. */
  @Then("the service has been told of {emergency}")
  @Check(quantity = STATES, unit = Unit.WORD, source = Source.NETWORK, within = "15 s")
  @Check(quantity = KIND, unit = Unit.WORD, source = Source.NETWORK)
  @Check(quantity = INCIDENT, unit = Unit.ONE, source = Source.NETWORK)
  @Check(
      quantity = STAMP,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "1 s",
      resolution = "1 ms")
  public void told(Emergency expected) {
    scene.within(
        Asked.of(STATES).within(), () -> seen(expected, words(newest())).equals(states(expected)));
    List<HttpExchange> events = newest();
    scene.some(Subject.DCM, STATES, events);
    List<EvidenceItem> items = Traffic.items(events);
    List<Measurement> seen = new ArrayList<>();
    seen.add(
        Measurement.word(
            STATES,
            String.join(", ", seen(expected, words(events))),
            Limit.is(String.join(", ", states(expected)), expected.source()),
            items));
    List<String> kinds =
        events.stream().map(each -> Traffic.text(each, "kind")).distinct().toList();
    seen.add(
        Same.all(
            Asked.of(KIND).question(), kinds, List.of(expected.kind()), expected.source(), items));
    int before =
        all().stream().mapToInt(EventChecks::incident).filter(n -> n != number()).max().orElse(0);
    seen.add(
        Asked.of(INCIDENT).question().number(number(), Limit.atLeast(before + 1, 0, TABLE), items));
    events.forEach(event -> seen.add(stamp(event)));
    scene.judge(Subject.DCM, seen);
  }

  private List<String> states(Emergency expected) {
    return expected.states(scene.attemptsSinceEvent().size());
  }

  /** All of them, or as many of the last ones as are expected. */
  private static List<String> seen(Emergency expected, List<String> all) {
    int from = expected.fromHere() ? Math.max(0, all.size() - expected.states().size()) : 0;
    return all.subList(from, all.size());
  }

  private List<HttpExchange> all() {
    return traffic.accepted(Duration.ZERO, Traffic.EVENTS);
  }

  /** The incident that the last event to arrive is of. */
  private int number() {
    List<HttpExchange> all = all();
    return all.isEmpty() ? 0 : incident(all.get(all.size() - 1));
  }

  private static int incident(HttpExchange event) {
    return Traffic.body(event).path("incident").asInt();
  }

  private List<HttpExchange> newest() {
    int number = number();
    return all().stream().filter(event -> incident(event) == number).toList();
  }

  private static List<String> words(List<HttpExchange> events) {
    return events.stream()
        .map(event -> Traffic.text(event, "state") + " " + Traffic.text(event, "attempt"))
        .toList();
  }

  /** An event may arrive long after what it tells of. */
  private Measurement stamp(HttpExchange event) {
    Asked asked = Asked.of(STAMP);
    Instant from = scene.bench().startedAt();
    String told = Traffic.text(event, "timestamp");
    Limit limit = Limit.nominal(0, asked.tolerance(), TABLE);
    String state = Traffic.text(event, "state");
    return nearest(happened(state).map(from::plus).toList(), told)
        .map(
            at ->
                Stamps.between(
                    asked.question().of(state),
                    at.toString(),
                    told,
                    limit,
                    List.of(Traffic.item(event))))
        .orElseGet(
            () ->
                asked
                    .question()
                    .missing("nothing that it could tell of", limit, List.of(Traffic.item(event))));
  }

  /** The nearest to a stamp, or the first where that is no stamp. A day has thousands of tries. */
  private static Optional<Instant> nearest(List<Instant> all, String told) {
    try {
      Instant stamp = Instant.parse(told);
      return all.stream().min(Comparator.comparing(at -> Duration.between(at, stamp).abs()));
    } catch (DateTimeException e) {
      return all.stream().findFirst();
    }
  }

  /** When that happened, by the network and the centre. */
  private Stream<Duration> happened(String state) {
    return switch (state) {
      case "triggered" -> scene.attempts().stream().map(Attempt::started);
      case "connected" -> scene.calls().stream().map(Call::connected).filter(Objects::nonNull);
      case "ended" -> scene.calls().stream().map(Call::ended).filter(Objects::nonNull);
      default ->
          Stream.concat(
              scene.attempts().stream().map(Attempt::ended).filter(Objects::nonNull),
              Stream.of(scene.trigger.plus(scene.bench().specification().duration("acn.limit"))));
    };
  }
}
