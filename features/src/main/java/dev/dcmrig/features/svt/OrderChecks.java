// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.svt;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.features.service.ServiceSteps;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Same;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;

/** What a DCM makes of orders and commands: what it refuses, and what it does to the doors. */
public final class OrderChecks {
  private static final String TIME = "time to the refusal of the order";
  private static final String REFUSALS = "what was said of the order";
  private static final String LOCKING = "time until all doors are so";
  private static final String LOCKS = "state of the doors";

  private final Scene scene;
  private final Traffic traffic;

  public OrderChecks(Scene scene, Traffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  /** Of an order that no request stands behind. */
  @Then("the DCM refuses the {orderAction} as {orderRefusal} within {span}")
  @Check(quantity = TIME, unit = Unit.SECOND, source = Source.NETWORK, resolution = "1 ms")
  @Check(quantity = REFUSALS, unit = Unit.WORD, source = Source.NETWORK)
  public void refused(String action, String reason, Span limit) {
    Duration from = scene.now();
    scene.watch(limit.duration(), () -> !said(action).isEmpty());
    scene.judge(
        Subject.DCM,
        ServiceSteps.oneResult(
            scene, from, said(action), limit, TIME, REFUSALS, "refused as " + reason));
  }

  private List<HttpExchange> said(String action) {
    return traffic.accepted(Duration.ZERO, Traffic.ACKNOWLEDGEMENTS).stream()
        .filter(
            each ->
                Traffic.text(each, "order").equals(TrackingSteps.NOBODYS)
                    && Traffic.text(each, "action").equals(action))
        .toList();
  }

  @Then("no security event is reported for {span}")
  @Check(quantity = "security events", unit = Unit.ONE, source = Source.NETWORK)
  public void noSecurityEvent(Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> !traffic.since(from, Traffic.SECURITY).isEmpty());
    scene.judge(
        Subject.DCM,
        Counting.of(
            scene.question(),
            Traffic.items(traffic.since(from, Traffic.SECURITY)),
            Limit.exactly(0, span.source())));
  }

  /** As the body ECU says on the bus. */
  @Then("the doors are {locked} within {span}")
  @Check(
      quantity = LOCKING,
      unit = Unit.SECOND,
      source = Source.BUS,
      tolerance = "300 ms",
      resolution = "200 ms")
  public void locked(Boolean locked, Span limit) {
    Duration from = scene.now();
    scene.watch(limit.duration(), () -> scene.car().doorsLocked() == locked);
    Limit most = Limit.atMost(limit.seconds(), scene.tolerance(limit), limit.source());
    List<EvidenceItem> item = List.of(doors());
    scene.judge(
        Subject.DCM,
        scene.car().doorsLocked() == locked
            ? scene.question().number(Declared.seconds(scene.now().minus(from)), most, item)
            : scene.question().missing("they are " + words(!locked), most, item));
  }

  /** Ends at the first change. */
  @Then("the doors stay {locked} for {span}")
  @Check(quantity = LOCKS, unit = Unit.WORD, source = Source.BUS)
  public void stay(Boolean locked, Span span) {
    scene.within(span.duration(), () -> scene.car().doorsLocked() != locked);
    scene.judge(
        Subject.DCM,
        Same.word(
            scene.question(),
            words(scene.car().doorsLocked()),
            words(locked),
            LimitSource.step(words(locked) + " for " + span),
            List.of(doors())));
  }

  private EvidenceItem doors() {
    String words = "doors " + words(scene.car().doorsLocked());
    return new EvidenceItem("frame", Scene.nanos(scene.now()), words);
  }

  private static String words(boolean locked) {
    return locked ? "locked" : "unlocked";
  }
}
