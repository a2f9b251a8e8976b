// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.svt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.call.DataChecks;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Gaps;
import dev.dcmrig.judge.Latency;
import dev.dcmrig.judge.Places;
import dev.dcmrig.judge.Places.Point;
import dev.dcmrig.judge.Same;
import dev.dcmrig.judge.Stamps;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What must be seen of position reports, and what must not. */
public final class ReportChecks {
  private static final String POSITION = "position";
  private static final String LATITUDE = "latitude";
  private static final String ARRIVED = "reports that arrived";
  private static final String TIME = "time to a report";
  private static final String NEXT = "time until the next report";
  private static final String INTERVAL = "interval of reports";
  private static final String OFF = "distance of the reported position from the car";
  private static final String CALLED = "what the reported position is called";
  private static final String AGE = "age of a fix that is called fresh";
  private static final String TRUSTED_AGE = "position.trustedAge";

  private final Scene scene;
  private final Traffic traffic;

  public ReportChecks(Scene scene, Traffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  private List<EvidenceItem> accepted(Duration from) {
    return Traffic.items(traffic.accepted(from, Traffic.POSITIONS));
  }

  @Then("a report arrives {timely} {span}")
  @Check(
      quantity = TIME,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      resolution = "1 ms",
      speaksFor = "SVT-02")
  @Check(
      quantity = NEXT,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "300 ms",
      resolution = "1 ms",
      speaksFor = {"SVT-13", "SVT-14"})
  public void arrives(Boolean both, Span limit) {
    Duration from = scene.now();
    Duration look = both ? limit.duration().multipliedBy(2) : limit.duration();
    scene.watch(look, () -> !accepted(from).isEmpty());
    Asked asked = both ? Asked.of(NEXT) : Asked.first();
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            asked.question(),
            Scene.nanos(from),
            accepted(from),
            asked.limit(both, limit),
            Scene.nanos(scene.now())));
  }

  /** A sleeping bus is asked for a position first; then come connection and handshake. */
  @Then("reports arrive {span} apart for {span}")
  @Check(
      quantity = INTERVAL,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "4 s",
      resolution = "1 ms",
      speaksFor = "SVT-02")
  public void apart(Span interval, Span span) {
    boolean several =
        interval.duration().compareTo(Duration.ZERO) > 0
            && span.duration().compareTo(interval.duration().multipliedBy(2)) >= 0;
    scene.need(
        several,
        "an interval of "
            + interval
            + " can't be seen in "
            + span
            + "; the span must hold it twice at least, and neither may be 0");
    Duration from = scene.now();
    scene.pass(span.duration());
    Asked asked = Asked.of(INTERVAL);
    scene.judge(
        Subject.DCM,
        Gaps.throughout(
            asked.question(),
            accepted(from),
            Scene.nanos(from),
            Scene.nanos(scene.now()),
            Limit.nominal(interval.seconds(), asked.tolerance(interval), interval.source())));
  }

  @Then("no report is sent for {span}")
  @Check(
      quantity = "reports that were sent",
      unit = Unit.ONE,
      source = Source.NETWORK,
      speaksFor = {"SVT-10"})
  public void none(Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> !traffic.since(from, Traffic.POSITIONS).isEmpty());
    scene.judge(
        Subject.DCM,
        Counting.of(
            scene.question(),
            Traffic.items(traffic.since(from, Traffic.POSITIONS)),
            Limit.exactly(0, span.source())));
  }

  /** After an outage: nothing that was collected meanwhile comes late (svt.queue). */
  @Then("at most {count} report(s) arrive(s) within {span}")
  @Check(quantity = ARRIVED, unit = Unit.ONE, source = Source.NETWORK)
  public void atMost(Count count, Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> accepted(from).size() > count.number());
    scene.judge(
        Subject.DCM,
        Counting.of(
            scene.question(), accepted(from), Limit.atMost(count.number(), 0, count.source())));
  }

  @Then("the last report's position is within {int} m of the car's, and {fresh}")
  @Check(
      quantity = OFF,
      unit = Unit.METRE,
      source = Source.NETWORK,
      resolution = "0.1 m",
      speaksFor = "SVT-02")
  @Check(quantity = CALLED, unit = Unit.WORD, source = Source.NETWORK, speaksFor = "SVT-14")
  @Check(
      quantity = AGE,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "1 s",
      resolution = "1 s",
      speaksFor = "SVT-14")
  public void position(int metres, Boolean fresh) {
    HttpExchange report = last();
    JsonNode position = Traffic.body(report).path(POSITION);
    JsonNode latitude = position.path(LATITUDE);
    JsonNode longitude = position.path("longitude");
    List<EvidenceItem> item = List.of(Traffic.item(report));
    Asked off = Asked.of(OFF);
    Limit near = Limit.atMost(metres, off.tolerance(), LimitSource.step(metres + " m"));
    List<Measurement> measured = new ArrayList<>();
    measured.add(
        latitude.isNumber() && longitude.isNumber()
            ? Places.distance(
                off.question(),
                new Point(latitude.asDouble(), longitude.asDouble()),
                DataChecks.point(scene.place),
                near,
                item)
            : off.question().missing("no position in the report: " + position, near, item));
    String expected = freshness(fresh);
    JsonNode called = position.path("fresh");
    measured.add(
        Same.word(
            Asked.of(CALLED).question(),
            called.isBoolean() ? freshness(called.asBoolean()) : "nothing",
            expected,
            LimitSource.step(expected),
            item));
    if (fresh) {
      Asked age = Asked.of(AGE);
      double trusted = Declared.seconds(scene.bench().specification().duration(TRUSTED_AGE));
      Limit young = Limit.atMost(trusted, age.tolerance(), LimitSource.profile(TRUSTED_AGE));
      measured.add(age(age, report, young));
    }
    scene.judge(Subject.DCM, measured);
  }

  private static String freshness(boolean fresh) {
    return fresh ? "fresh" : "old";
  }

  @Then("the fix of the last report is at least {span} old")
  @Check(
      quantity = "age of the reported fix",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      resolution = "1 s",
      speaksFor = "SVT-14")
  public void old(Span least) {
    Asked asked = Asked.first();
    Limit limit = Limit.atLeast(least.seconds(), asked.tolerance(least), least.source());
    scene.judge(Subject.DCM, age(asked, last(), limit));
  }

  private static Measurement age(Asked asked, HttpExchange report, Limit limit) {
    JsonNode body = Traffic.body(report);
    return Stamps.between(
        asked.question(),
        body.path(POSITION).path("fixTime").asText(),
        body.path("timestamp").asText(),
        limit,
        List.of(Traffic.item(report)));
  }

  private HttpExchange last() {
    List<HttpExchange> reports = traffic.accepted(Duration.ZERO, Traffic.POSITIONS);
    scene.some(Subject.DCM, ARRIVED, reports);
    return reports.get(reports.size() - 1);
  }

  /** In no request and no publication, whatever it is for (PRV-01, PRV-02, SVT-12). */
  @Then("no position leaves the car for {span}")
  @Check(
      quantity = "positions that left the car",
      unit = Unit.ONE,
      source = Source.NETWORK,
      speaksFor = {"PRV-01", "PRV-02", "SVT-12"})
  public void noPosition(Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> !positions(from).isEmpty());
    scene.judge(
        Subject.DCM,
        Counting.of(scene.question(), positions(from), Limit.exactly(0, span.source())));
  }

  private List<EvidenceItem> positions(Duration from) {
    Stream<EvidenceItem> requests =
        scene.http().stream()
            .filter(exchange -> exchange.at().compareTo(from) > 0)
            .filter(exchange -> exchange.requestBody().contains(LATITUDE))
            .map(Traffic::item);
    Stream<EvidenceItem> publications =
        scene.mqtt().stream()
            .filter(packet -> packet.at().compareTo(from) > 0)
            .filter(packet -> packet.up() && packet.payload().contains(LATITUDE))
            .map(packet -> new EvidenceItem("mqtt", Scene.nanos(packet.at()), packet.topic()));
    return Stream.concat(requests, publications)
        .sorted(Comparator.comparingLong(EvidenceItem::nanos))
        .toList();
  }
}
