// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.RadioLink.HttpExchange;
import io.cucumber.java.en.Then;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What must be seen of position reports, and what must not. */
public final class ReportChecks {
  /** A sleeping bus is asked for a position first; then come connection and handshake. */
  private static final Duration TOLERANCE = Duration.ofSeconds(4);

  private static final String POSITION = "position";
  private static final String LATITUDE = "latitude";

  private final Scene scene;
  private final Traffic traffic;

  public ReportChecks(Scene scene, Traffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  @Then("a report arrives within {duration}")
  public void arrives(Duration limit) {
    Duration from = scene.now();
    scene.within(limit, () -> !traffic.accepted(from, Traffic.POSITIONS).isEmpty());
    scene.dcm(
        !traffic.accepted(from, Traffic.POSITIONS).isEmpty(),
        () -> "expected a position report within " + Scene.text(limit) + ", none has arrived");
  }

  @Then("reports arrive {duration} apart for {duration}")
  public void apart(Duration interval, Duration span) {
    Duration from = scene.now();
    scene.pass(span);
    List<HttpExchange> reports = traffic.accepted(from, Traffic.POSITIONS);
    long expected = span.toMillis() / interval.toMillis();
    scene.need(expected > 2, "the span is too short to see an interval");
    scene.dcm(
        Math.abs(reports.size() - expected) <= 1,
        () -> "expected about " + expected + " position reports, saw " + reports.size());
    for (int index = 1; index < reports.size(); index++) {
      Duration gap = reports.get(index).at().minus(reports.get(index - 1).at());
      scene.dcm(
          gap.minus(interval).abs().compareTo(TOLERANCE) <= 0,
          () ->
              "expected reports "
                  + Scene.text(interval)
                  + " apart, two are "
                  + Scene.text(gap)
                  + " apart");
    }
  }

  @Then("no report is sent for {duration}")
  public void none(Duration span) {
    Duration from = scene.now();
    scene.pass(span);
    int seen = traffic.since(from, Traffic.POSITIONS).size();
    scene.dcm(
        seen == 0, () -> "expected no report for " + Scene.text(span) + ", " + seen + " were sent");
  }

  /** After an outage: nothing that was collected meanwhile comes late (svt.queue). */
  @Then("at most {int} report(s) arrive(s) within {duration}")
  public void atMost(int count, Duration span) {
    Duration from = scene.now();
    scene.pass(span);
    int seen = traffic.accepted(from, Traffic.POSITIONS).size();
    scene.dcm(
        seen <= count,
        () -> "expected at most " + count + " reports in " + Scene.text(span) + ", saw " + seen);
  }

  @Then("the last report's position is within {int} m of the car's, and {fresh}")
  public void position(int metres, Boolean fresh) {
    JsonNode position = last().path(POSITION);
    Place seen =
        new Place(position.path(LATITUDE).asDouble(), position.path("longitude").asDouble());
    double off = seen.metresTo(scene.place);
    scene.dcm(
        position.isObject() && off <= metres,
        () ->
            String.format(
                Locale.ROOT,
                "expected a position within %d m of the car, the report says %s",
                metres,
                position));
    scene.dcm(
        position.path("fresh").isBoolean() && position.path("fresh").asBoolean() == fresh,
        () -> "expected the position to be marked as " + (fresh ? "fresh" : "old"));
    Duration trusted = scene.bench().specification().duration("position.trustedAge").plusSeconds(1);
    scene.dcm(
        !fresh || age().compareTo(trusted) <= 0,
        () -> "a fix is marked as fresh and is " + Scene.text(age()) + " old");
  }

  @Then("the fix of the last report is at least {duration} old")
  public void old(Duration least) {
    scene.dcm(
        age().compareTo(least) >= 0,
        () ->
            "expected the time of the old fix, it says that it is "
                + Scene.text(age())
                + " old at the report");
  }

  private Duration age() {
    JsonNode report = last();
    return Duration.between(
        instant(report.path(POSITION).path("fixTime").asText()),
        instant(report.path("timestamp").asText()));
  }

  private Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      scene.dcm(false, () -> "expected an ISO time stamp in a report, saw '" + text + "'");
      return Instant.EPOCH;
    }
  }

  private JsonNode last() {
    List<HttpExchange> reports = traffic.accepted(Duration.ZERO, Traffic.POSITIONS);
    scene.dcm(!reports.isEmpty(), () -> "expected position reports, none has arrived");
    return Traffic.body(reports.get(reports.size() - 1));
  }

  /** In no request and no publication, whatever it is for (PRV-01, PRV-02). */
  @Then("no position leaves the car for {duration}")
  public void noPosition(Duration span) {
    Duration from = scene.now();
    scene.pass(span);
    List<String> told =
        scene.http().stream()
            .filter(exchange -> exchange.at().compareTo(from) >= 0)
            .filter(exchange -> exchange.requestBody().contains(LATITUDE))
            .map(HttpExchange::path)
            .toList();
    scene.dcm(told.isEmpty(), () -> "expected no position to leave the car, saw " + told);
    boolean published =
        scene.mqtt().stream()
            .anyMatch(packet -> packet.up() && packet.payload().contains(LATITUDE));
    scene.dcm(!published, () -> "a position left the car over MQTT");
  }
}
