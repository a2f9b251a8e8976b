// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.indicator;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.IndicatorPattern;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.car.VehicleSteps;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Expressions;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.judge.Same;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The states of self-test and indicator, {@code features/states/self-test.yaml}. */
public final class SelfTestStates implements StateMachine {
  private static final String SEEN = "what the indicator shows";

  /** What an event sets off is seen within this time. */
  private static final Duration SOON = Duration.ofMillis(400);

  /** Names each pattern: more than two whole flashes of half a second each. */
  private static final String LOOK = "3 s";

  /** The next test has ended, whenever the last one did. */
  private static final String TESTED = "{selfTest.interval} + {selfTest.limit}";

  private final Scene scene;
  private final IndicatorChecks indicator;
  private final Expressions expressions;

  public SelfTestStates(Scene scene, IndicatorChecks indicator) {
    this.scene = scene;
    this.indicator = indicator;
    this.expressions = new Expressions(() -> scene.bench().specification());
  }

  @Override
  public String name() {
    return "self-test";
  }

  @Override
  public Map<String, Runnable> ways() {
    return Map.ofEntries(
        Map.entry("dark", () -> ignition(Ignition.OFF)),
        Map.entry("dark with a fault", () -> all(this::faultComes, this::off)),
        Map.entry("first test", () -> all(this::off, this::on)),
        Map.entry("first test with a fault", () -> all(this::faultComes, this::off, this::on)),
        Map.entry("green", () -> {}),
        Map.entry("green with a fault", this::faultComes),
        Map.entry("red", () -> all(this::faultComes, this::testEnds)),
        Map.entry(
            "red without a fault", () -> all(this::faultComes, this::testEnds, this::faultGoes)),
        Map.entry("calling", this::toCalling),
        Map.entry(
            "calling with a fault", () -> all(this::faultComes, this::testEnds, this::toCalling)),
        Map.entry("calling with the ignition off", () -> all(this::toCalling, this::off)));
  }

  private static void all(Runnable... events) {
    for (Runnable event : events) {
      event.run();
    }
  }

  private void toCalling() {
    press();
    Duration limit = scene.bench().specification().duration("call.answerTimeout");
    boolean up =
        scene.within(
            limit, () -> scene.calls().stream().anyMatch(call -> call.connected() != null));
    scene.needCall(up, "SOS-01");
  }

  @Override
  public Map<String, Runnable> events() {
    return Map.of(
        "ignition on", this::on,
        "ignition off", this::off,
        "test ends", this::testEnds,
        "fault comes", this::faultComes,
        "fault goes", this::faultGoes,
        "press", this::press,
        "call ends", this::callEnds,
        "reset", this::reset);
  }

  private void on() {
    ignition(Ignition.ON);
  }

  private void off() {
    ignition(Ignition.OFF);
  }

  private void ignition(Ignition position) {
    scene.car().ignition(position);
    scene.pass(SOON);
  }

  private void testEnds() {
    scene.pass(span(TESTED).duration());
  }

  private void faultComes() {
    scene.instruments().faults().inject(Item.SPEAKER);
  }

  private void faultGoes() {
    scene.instruments().faults().clear(Item.SPEAKER);
  }

  private void press() {
    scene.mark();
    Duration span = VehicleSteps.longEnough(scene);
    scene.car().pressSos(span);
    scene.pass(span.plus(SOON));
  }

  private void callEnds() {
    scene.bench().centre().hangUp(scene.cars.vin());
    scene.pass(SOON);
  }

  private void reset() {
    scene.instruments().dut().reset();
    scene.pass(SOON);
  }

  @Override
  public Map<String, Runnable> signs() {
    return Map.ofEntries(
        Map.entry("dark", () -> startsWith(IndicatorPattern.SOLID_GREEN)),
        Map.entry("dark with a fault", () -> startsWith(IndicatorPattern.SOLID_RED)),
        Map.entry("first test", () -> tests(IndicatorPattern.SOLID_GREEN)),
        Map.entry("first test with a fault", () -> tests(IndicatorPattern.SOLID_RED)),
        Map.entry("green", () -> stays(IndicatorPattern.SOLID_GREEN)),
        Map.entry("green with a fault", () -> turns(IndicatorPattern.SOLID_GREEN)),
        Map.entry("red", () -> stays(IndicatorPattern.SOLID_RED)),
        Map.entry("red without a fault", () -> turns(IndicatorPattern.SOLID_RED)),
        Map.entry("calling", () -> calls(IndicatorPattern.SOLID_GREEN)),
        Map.entry("calling with a fault", () -> calls(IndicatorPattern.SOLID_RED)),
        Map.entry("calling with the ignition off", () -> calls(IndicatorPattern.DARK)));
  }

  /** Dark, and what the next start of the ignition finds. */
  private void startsWith(IndicatorPattern found) {
    shows(IndicatorPattern.DARK);
    on();
    tests(found);
  }

  /** Alternates, and ends with what the test has found. */
  private void tests(IndicatorPattern found) {
    shows(IndicatorPattern.ALTERNATING_RED_AND_GREEN);
    indicator.within(found, span("{selfTest.limit}"));
  }

  /** Shows it, and goes on over the next test. */
  private void stays(IndicatorPattern pattern) {
    indicator.during(pattern, span(TESTED));
  }

  /** Shows it until the next test, which turns it. */
  private void turns(IndicatorPattern pattern) {
    shows(pattern);
    boolean green = pattern == IndicatorPattern.SOLID_GREEN;
    indicator.within(
        green ? IndicatorPattern.SOLID_RED : IndicatorPattern.SOLID_GREEN, span(TESTED));
  }

  /** Flashes for longer than it takes to the next test, and what it shows after the call. */
  private void calls(IndicatorPattern after) {
    indicator.during(IndicatorPattern.FLASHING_GREEN, span(TESTED));
    callEnds();
    shows(after);
  }

  @Check(quantity = SEEN, unit = Unit.WORD, source = Source.LIGHT_READER)
  private void shows(IndicatorPattern pattern) {
    Duration from = scene.now();
    scene.pass(span(LOOK).duration());
    IndicatorPattern seen = scene.instruments().indicator().pattern(from, scene.now());
    scene.judge(
        Subject.DCM,
        Same.word(
            Asked.of(SEEN).question(),
            words(seen),
            words(pattern),
            LimitSource.step(words(pattern)),
            List.of(new EvidenceItem("lamp", Scene.nanos(scene.now()), words(seen)))));
  }

  private static String words(IndicatorPattern pattern) {
    return pattern.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private Span span(String text) {
    return expressions.span(text);
  }
}
