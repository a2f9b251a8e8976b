// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.service;

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
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.People;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Same;
import dev.dcmrig.judge.Stamps;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the fields of what a DCM sends to the service are those of the car and the clock. */
public final class ContentChecks {
  private static final String FIELDS = "fields of a message";
  private static final String STAMP = "time stamp of a message, from its arrival on";
  private static final String NUMBERS = "messages with a wrong number";
  private static final String KINDS = "messages of an unknown kind";
  private static final String VOLTS = "voltage in the message";
  private static final String SPEED = "speed in the message";
  private static final String SEQUENCE = "sequence";

  /** DCM-INTERFACE, 2.4: what each message has, and may have. */
  static final Map<String, List<String>> CONTENT =
      Map.of(
          Traffic.TELEMETRY, List.of(SEQUENCE, "timestamp", "speedKmh", "batteryVolts"),
          Traffic.EVENTS, List.of("incident", "kind", "state", "attempt", "timestamp"),
          Traffic.ACKNOWLEDGEMENTS, List.of("order", "action", "result", "timestamp"),
          Traffic.RESULTS, List.of("command", "action", "result", "timestamp"),
          Traffic.SECURITY, List.of("kind", "timestamp"),
          Traffic.POSITIONS, List.of("order", SEQUENCE, "timestamp", "batteryVolts", "position"));

  private static final LimitSource TABLE = LimitSource.interfaceSection("2.4");

  private final Scene scene;
  private final Traffic traffic;

  public ContentChecks(Scene scene, Traffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  /** Of each message its first try; a message that was late for want of a network has no place. */
  @Then("everything that the DCM has sent so far is complete, numbered and timed")
  @Check(quantity = FIELDS, unit = Unit.WORD, source = Source.NETWORK)
  @Check(
      quantity = STAMP,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "3 s",
      resolution = "1 ms")
  @Check(quantity = NUMBERS, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = KINDS, unit = Unit.ONE, source = Source.NETWORK)
  public void complete() {
    List<Measurement> measured = new ArrayList<>();
    List<EvidenceItem> wrong = new ArrayList<>();
    Map<String, Integer> counted = new HashMap<>();
    List<HttpExchange> messages = messages();
    scene.some(Subject.DCM, FIELDS, messages);
    List<EvidenceItem> unknown = new ArrayList<>();
    for (HttpExchange message : messages) {
      String kind = message.path().substring(message.path().lastIndexOf('/') + 1);
      List<String> content = CONTENT.get(kind);
      if (content == null) {
        unknown.add(Traffic.item(message));
        continue;
      }
      measured.add(fields(message, content));
      measured.add(stamp(message));
      JsonNode number = Traffic.body(message).path(SEQUENCE);
      if (content.contains(SEQUENCE)) {
        int expected = counted.merge(kind + Traffic.text(message, "order"), 1, Integer::sum);
        if (!number.isIntegralNumber() || number.asInt() != expected) {
          wrong.add(Traffic.item(message));
        }
      }
    }
    Limit none = Limit.exactly(0, TABLE);
    measured.add(Counting.of(Asked.of(NUMBERS).question(), wrong, none));
    measured.add(Counting.of(Asked.of(KINDS).question(), unknown, none));
    scene.judge(Subject.DCM, measured);
  }

  /** Each by the first of its tries. */
  private List<HttpExchange> messages() {
    Map<String, HttpExchange> byKey = new LinkedHashMap<>();
    scene.http().stream()
        .filter(each -> each.method().equals(People.POST))
        .forEach(each -> byKey.putIfAbsent(each.path() + " " + each.key(), each));
    return List.copyOf(byKey.values());
  }

  private static Measurement fields(HttpExchange message, List<String> content) {
    List<String> fields = new ArrayList<>();
    JsonNode body = Traffic.body(message);
    body.fieldNames().forEachRemaining(fields::add);
    if (body.path("result").asText().equals("refused")) {
      fields.remove("reason");
    }
    if (body.path("action").asText().equals("locate")
        && body.path("result").asText().equals("done")) {
      fields.remove("position");
    }
    return Same.all(
        Asked.of(FIELDS).question(), fields, content, TABLE, List.of(Traffic.item(message)));
  }

  private Measurement stamp(HttpExchange message) {
    Asked asked = Asked.of(STAMP);
    Instant arrived = scene.bench().startedAt().plus(message.at());
    return Stamps.between(
        asked.question(),
        arrived.toString(),
        Traffic.text(message, "timestamp"),
        Limit.nominal(0, asked.tolerance(), TABLE),
        List.of(Traffic.item(message)));
  }

  @Then("the last {sent} gives {amount} {measure}")
  @Check(
      quantity = VOLTS,
      unit = Unit.VOLT,
      source = Source.NETWORK,
      tolerance = "0.05 V",
      resolution = "0.01 V")
  @Check(
      quantity = SPEED,
      unit = Unit.KILOMETRE_PER_HOUR,
      source = Source.NETWORK,
      tolerance = "0.5 km/h",
      resolution = "0.1 km/h")
  public void gives(String kind, Double amount, String field) {
    List<HttpExchange> sent = traffic.accepted(Duration.ZERO, kind);
    scene.some(Subject.DCM, VOLTS, sent);
    HttpExchange last = sent.get(sent.size() - 1);
    Asked asked = Asked.of(field.equals("speedKmh") ? SPEED : VOLTS);
    Limit limit =
        Limit.nominal(amount, asked.tolerance(), LimitSource.step(String.valueOf(amount)));
    JsonNode value = Traffic.body(last).path(field);
    List<EvidenceItem> item = List.of(Traffic.item(last));
    scene.judge(
        Subject.DCM,
        value.isNumber()
            ? asked.question().number(value.asDouble(), limit, item)
            : asked.question().missing("it gives " + value, limit, item));
  }
}
