// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.svt;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.OrderTricks.Topic;
import dev.dcmrig.api.OrderTricks.Trick;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Expressions;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Gaps;
import dev.dcmrig.judge.Latency;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The states of tracking, {@code features/states/tracking.yaml}. */
public final class TrackingStates implements StateMachine {
  private static final String REPORTS = "reports that were sent";
  private static final String GAP = "interval of two reports";
  private static final String FIRST = "time to the next report";
  private static final double GOOD_VOLTS = 12.6;
  private static final String INTERVAL = "{svt.interval}";
  private static final String LONGER = "{svt.lowInterval}";

  private final Scene scene;
  private final Traffic traffic;
  private final TrackingSteps tracking;
  private final Expressions expressions;

  public TrackingStates(Scene scene, Traffic traffic, TrackingSteps tracking) {
    this.scene = scene;
    this.traffic = traffic;
    this.tracking = tracking;
    this.expressions = new Expressions(() -> scene.bench().specification());
  }

  @Override
  public String name() {
    return "tracking";
  }

  @Override
  public Map<String, Runnable> ways() {
    return Map.of(
        "idle", () -> scene.pass(Duration.ofSeconds(1)),
        "reporting", tracking::active,
        "slow", () -> after(this::weakBattery),
        "ceased", () -> after(this::flatBattery),
        "unheard", () -> after(this::uncovered),
        "off", () -> after(this::supplyLost),
        "ended unheard", () -> after(this::uncovered, this::end),
        "ended while off", () -> after(this::supplyLost, this::end));
  }

  /** What is on its way when the first report has arrived comes to its end first. */
  private void after(Runnable... events) {
    tracking.active();
    scene.pass(Duration.ofSeconds(1));
    for (Runnable event : events) {
      event.run();
    }
  }

  @Override
  public Map<String, Runnable> events() {
    return Map.ofEntries(
        Map.entry("start", this::start),
        Map.entry("end", this::end),
        Map.entry("coverage lost", this::uncovered),
        Map.entry("coverage back", this::learnt),
        Map.entry("weak battery", this::weakBattery),
        Map.entry("flat battery", this::flatBattery),
        Map.entry("good battery", () -> battery(GOOD_VOLTS)),
        Map.entry("supply lost", this::supplyLost),
        Map.entry("supply back", this::supplyBack),
        Map.entry("reset", this::reset),
        Map.entry("ignition on", this::ignitionOn),
        Map.entry("forged order", this::forged));
  }

  /** What the service makes of it is no matter here; an order needs a moment. */
  private void start() {
    tracking.request(Role.STOLEN_VEHICLE_CENTRE, "report and VIN");
    scene.pass(Duration.ofSeconds(2));
  }

  private void end() {
    tracking.end(Role.POLICE);
    scene.pass(Duration.ofSeconds(2));
  }

  private void uncovered() {
    scene.bench().radioLink().coverage(Coverage.NONE);
  }

  private void covered() {
    scene.bench().radioLink().coverage(Coverage.GOOD);
  }

  /** What was ended meanwhile the DCM learns with its next report at the latest. */
  private void learnt() {
    covered();
    scene.pass(span(INTERVAL + " + 10 s").duration());
  }

  private void weakBattery() {
    battery(expressions.amountOf("{svt.ceaseBelow} + {svt.hysteresis} + 0.1"));
  }

  private void flatBattery() {
    battery(expressions.amountOf("{svt.ceaseBelow} - 0.1"));
  }

  /** For so long that it counts. */
  private void battery(double volts) {
    scene.car().battery(volts);
    scene.pass(span("{svt.hold} + 1 s").duration());
  }

  private void supplyLost() {
    scene.car().disconnectBattery();
    scene.pass(Duration.ofSeconds(1));
  }

  private void supplyBack() {
    scene.car().reconnectBattery(GOOD_VOLTS);
    scene.pass(Duration.ofSeconds(1));
  }

  /** A boot begins each hold time anew. */
  private void reset() {
    scene.instruments().dut().reset();
    scene.pass(span("{svt.hold} + 2 s").duration());
  }

  private void ignitionOn() {
    scene.car().ignition(Ignition.ON);
    scene.pass(Duration.ofSeconds(1));
  }

  private void forged() {
    scene.bench().backend().orders().send(scene.cars.vin(), Topic.ORDERS, Trick.FORGED);
    scene.pass(Duration.ofSeconds(2));
  }

  @Override
  public Map<String, Runnable> signs() {
    return Map.of(
        "idle", this::silent,
        "reporting", () -> apart(INTERVAL),
        "slow", () -> apart(LONGER),
        "ceased", this::ceased,
        "unheard", () -> resumed(this::covered),
        "off", () -> resumed(this::powered),
        "ended unheard", () -> over(this::learnt),
        "ended while off", () -> over(this::powered));
  }

  /** A report that is on its way when the state begins is none of it. */
  private void settle() {
    scene.pass(Duration.ofSeconds(3));
  }

  private void ceased() {
    covered();
    settle();
    silent();
  }

  /** Nothing before, and nothing with what was missing. */
  private void over(Runnable back) {
    silent();
    back.run();
    silent();
  }

  /** Nothing before, and a report with what was missing. */
  private void resumed(Runnable back) {
    silent();
    back.run();
    next();
  }

  private void powered() {
    covered();
    supplyBack();
  }

  /** For longer than an interval. */
  @Check(quantity = REPORTS, unit = Unit.ONE, source = Source.NETWORK)
  private void silent() {
    Duration from = scene.now();
    Span span = span(INTERVAL + " + 10 s");
    scene.within(span.duration(), () -> !sent(from).isEmpty());
    scene.judge(
        Subject.DCM,
        Counting.of(Asked.of(REPORTS).question(), sent(from), Limit.exactly(0, span.source())));
  }

  private List<EvidenceItem> sent(Duration from) {
    return Traffic.items(traffic.since(from, Traffic.POSITIONS));
  }

  /** The DCM asks for its order first, and connects anew. */
  @Check(quantity = FIRST, unit = Unit.SECOND, source = Source.NETWORK, resolution = "1 ms")
  private void next() {
    Duration from = scene.now();
    Span span = span(LONGER + " + 15 s");
    scene.watch(span.duration(), () -> !accepted(from).isEmpty());
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            Asked.of(FIRST).question(),
            Scene.nanos(from),
            accepted(from),
            Limit.atMost(span.seconds(), 0, span.source()),
            Scene.nanos(scene.now())));
  }

  private List<EvidenceItem> accepted(Duration from) {
    return Traffic.items(traffic.accepted(from, Traffic.POSITIONS));
  }

  /** Two reports that follow each other; what is on its way at the beginning does not count. */
  @Check(
      quantity = GAP,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "4 s",
      resolution = "1 ms")
  private void apart(String interval) {
    settle();
    Duration from = scene.now();
    Span span = span(interval);
    Duration twice = span(LONGER).duration().plus(span.duration()).plusSeconds(10);
    scene.within(twice, () -> accepted(from).size() > 1);
    Asked asked = Asked.of(GAP);
    scene.judge(
        Subject.DCM,
        Gaps.fromEndToStart(
            asked.question(),
            accepted(from).stream().map(Gaps.Interval::at).toList(),
            Limit.nominal(span.seconds(), asked.tolerance(), span.source())));
  }

  private Span span(String text) {
    return expressions.span(text);
  }
}
