// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.svt;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.power.PowerSteps;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Expressions;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.judge.Same;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The states of sleep, {@code features/states/sleep.yaml}. */
public final class SleepStates implements StateMachine {
  private static final String DRAW = "what the supply current shows";
  private static final String TIME = "time until the DCM sleeps";
  private static final String AFTER = "{sleep.after}";
  private static final String AWAKE = "{sleep.awake}";

  /** The bus of the car falls silent so long after the last thing that happened in it. */
  private static final String BUS = "60 s";

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Too short for a call, even with the ignition on. */
  private static final Duration TOUCH = Duration.ofMillis(200);

  private static final double OTHER_VOLTS = 12.3;

  private final Scene scene;
  private final TrackingSteps tracking;
  private final PowerSteps power;
  private final ReportChecks reports;
  private final Expressions expressions;

  public SleepStates(Scene scene, TrackingSteps tracking, PowerSteps power, ReportChecks reports) {
    this.scene = scene;
    this.tracking = tracking;
    this.power = power;
    this.reports = reports;
    this.expressions = new Expressions(() -> scene.bench().specification());
  }

  @Override
  public String name() {
    return "sleep";
  }

  @Override
  public Map<String, Runnable> ways() {
    return Map.of(
        "asleep", () -> {},
        "awake for a message", this::message,
        "awake", this::line,
        "driving", () -> ignition(Ignition.ON),
        "tracked", tracking::active);
  }

  @Override
  public Map<String, Runnable> events() {
    return Map.ofEntries(
        Map.entry("ignition on", () -> ignition(Ignition.ON)),
        Map.entry("ignition off", () -> ignition(Ignition.OFF)),
        Map.entry("frame", this::button),
        Map.entry("switch", this::wiredSwitch),
        Map.entry("self-test line", this::line),
        Map.entry("supply", this::supply),
        Map.entry("short message", this::message),
        Map.entry("order", this::order),
        Map.entry("end", this::end),
        Map.entry("an hour", () -> scene.pass(HOUR)),
        Map.entry("reset", this::reset));
  }

  private void ignition(Ignition position) {
    scene.car().ignition(position);
    scene.pass(SOON);
  }

  private void button() {
    scene.car().pressSos(TOUCH);
    scene.pass(SOON);
  }

  private void wiredSwitch() {
    scene.instruments().faults().wiredSosSwitch(true);
    scene.pass(TOUCH);
    scene.instruments().faults().wiredSosSwitch(false);
  }

  private void line() {
    scene.instruments().faults().inject(Item.SPEAKER);
    scene.pass(SOON);
  }

  private void supply() {
    scene.car().battery(OTHER_VOLTS);
    scene.pass(SOON);
  }

  private void message() {
    power.sms("hello");
    scene.pass(SOON);
  }

  /** What the service makes of it is no matter here; woken, the DCM fetches it. */
  private void order() {
    tracking.request(Role.STOLEN_VEHICLE_CENTRE, "report and VIN");
    scene.pass(Duration.ofSeconds(3));
  }

  private void end() {
    tracking.end(Role.POLICE);
    scene.pass(Duration.ofSeconds(3));
  }

  private void reset() {
    scene.instruments().dut().reset();
    scene.pass(SOON);
  }

  @Override
  public Map<String, Runnable> signs() {
    return Map.of(
        "asleep", () -> power.silent(10, span("5 min")),
        "awake for a message", () -> sleepsAfter(AWAKE, "30 s"),
        "awake", () -> sleepsAfter(AFTER, BUS + " + 30 s"),
        "driving", () -> staysAwake(AFTER + " + " + BUS + " + 1 min"),
        "tracked", this::isTracked);
  }

  private void isTracked() {
    reports.arrives(false, span("{svt.interval} + 10 s"));
    staysAwake(AFTER + " + 1 min");
  }

  /** From both sides: awake until shortly before, asleep shortly after. */
  private void sleepsAfter(String time, String later) {
    staysAwake(time + " - 10 s");
    sleeps(span("10 s + " + later));
  }

  /** Looks all the time. */
  @Check(quantity = DRAW, unit = Unit.WORD, source = Source.SUPPLY_METER)
  private void staysAwake(String time) {
    scene.within(span(time).duration(), power::isAsleep);
    scene.judge(
        Subject.DCM,
        Same.word(
            Asked.of(DRAW).question(),
            power.isAsleep() ? "asleep" : "awake",
            "awake",
            LimitSource.step("awake for " + span(time)),
            List.of(reading())));
  }

  @Check(quantity = TIME, unit = Unit.SECOND, source = Source.SUPPLY_METER, resolution = "1 ms")
  private void sleeps(Span limit) {
    Duration from = scene.now();
    scene.watch(limit.duration(), power::isAsleep);
    Limit most = Limit.atMost(limit.seconds(), 0, limit.source());
    scene.judge(
        Subject.DCM,
        power.isAsleep()
            ? Asked.of(TIME)
                .question()
                .number(Declared.seconds(scene.now().minus(from)), most, List.of(reading()))
            : Asked.of(TIME).question().missing("it is awake", most, List.of(reading())));
  }

  private EvidenceItem reading() {
    double amperes = scene.instruments().supply().amperes();
    return new EvidenceItem("reading", Scene.nanos(scene.now()), Unit.AMPERE.text(amperes));
  }

  private Span span(String text) {
    return expressions.span(text);
  }
}
