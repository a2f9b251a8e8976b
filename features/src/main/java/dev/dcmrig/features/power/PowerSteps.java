// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.power;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.Wait;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Latency;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** Supply, sleep, short messages, and the calendar. */
public final class PowerSteps {
  /** A DCM that is awake draws more than ten times as much. */
  private static final double ASLEEP_AMPERES = 0.010;

  /** Zone of every car that nothing else is said of. */
  private static final ZoneId ZONE = ZoneId.of("Australia/Melbourne");

  private static final String ASKED = "time to a request for the tracking order";
  private static final String ASKED_AFTER = "time until the tracking order is asked for";
  private static final String CURRENT = "highest supply current";
  private static final String FRAMES = "frames on the bus";

  private final Scene scene;
  private final Traffic traffic;

  public PowerSteps(Scene scene, Traffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  @When("the main battery {batteryState} {amount} V")
  public void battery(Boolean again, Double volts) {
    if (again) {
      scene.car().reconnectBattery(volts);
    } else {
      scene.car().battery(volts);
    }
  }

  @Given("a car and a DCM that sleep")
  @Wait(atMost = "30 min", settles = "5 s")
  public void asleep() {
    Declared.Waiting wait = Declared.waiting();
    boolean reached = scene.within(wait.atMost(), this::isAsleep);
    scene.need(reached, "the DCM does not sleep, it draws " + draw());
    scene.pass(wait.settles());
  }

  /** A DCM that is awake draws more than ten times the 10 mA. */
  @Then("the DCM {sleeping} within {span}")
  @Check(
      quantity = "time until the supply current is that of a DCM asleep (below 10 mA) or awake",
      unit = Unit.SECOND,
      source = Source.SUPPLY_METER,
      resolution = "1 ms",
      speaksFor = "SVT-02")
  public void sleeping(Boolean sleeps, Span limit) {
    Duration from = scene.now();
    scene.watch(limit.duration(), () -> isAsleep() == sleeps);
    Limit most = Limit.atMost(limit.seconds(), scene.tolerance(limit), limit.source());
    List<EvidenceItem> item = List.of(reading(scene.instruments().supply().amperes()));
    scene.judge(
        Subject.DCM,
        isAsleep() == sleeps
            ? scene.question().number(Declared.seconds(scene.now().minus(from)), most, item)
            : scene.question().missing("it draws " + draw(), most, item));
  }

  private EvidenceItem reading(double amperes) {
    return new EvidenceItem("reading", Scene.nanos(scene.now()), Unit.AMPERE.text(amperes));
  }

  /** Ends at the first frame, and where the current is too high. */
  @Then("the DCM draws less than {int} mA and the bus is silent for {span}")
  @Check(
      quantity = CURRENT,
      unit = Unit.AMPERE,
      source = Source.SUPPLY_METER,
      resolution = "0.0001 A")
  @Check(quantity = FRAMES, unit = Unit.ONE, source = Source.BUS)
  public void silent(int milliamperes, Span span) {
    Duration from = scene.now();
    long before = scene.instruments().bus().frames();
    double most = milliamperes / 1000.0;
    scene.within(
        span.duration(),
        () ->
            scene.instruments().bus().frames() > before
                || scene.instruments().supply().amperes() >= most);
    double highest = scene.instruments().supply().highestAmperes(from, scene.now());
    long frames = scene.instruments().bus().frames() - before;
    EvidenceItem bus = new EvidenceItem("frame", Scene.nanos(scene.now()), frames + " frames");
    scene.judge(
        Subject.DCM,
        List.of(
            Asked.of(CURRENT)
                .question()
                .number(
                    highest,
                    Limit.atMost(most, 0, LimitSource.step(milliamperes + " mA")),
                    List.of(reading(highest))),
            Asked.of(FRAMES)
                .question()
                .number((double) frames, Limit.exactly(0, span.source()), List.of(bus))));
  }

  public boolean isAsleep() {
    double amperes = scene.instruments().supply().amperes();
    return amperes > 0 && amperes < ASLEEP_AMPERES;
  }

  private String draw() {
    return Math.round(scene.instruments().supply().amperes() * 1000) + " mA";
  }

  @When("a stranger sends the short message {string}")
  public void sms(String text) {
    scene.bench().radioLink().sms(scene.cars.vin(), "+61400000000", text);
  }

  @Then("the DCM has asked for its tracking order {timely} {span}")
  @Check(
      quantity = ASKED_AFTER,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      resolution = "1 ms",
      speaksFor = {"SVT-13", "SVT-07"})
  @Check(quantity = ASKED, unit = Unit.SECOND, source = Source.NETWORK, resolution = "1 ms")
  public void asked(Boolean both, Span limit) {
    Duration from = scene.now();
    Duration look = both ? limit.duration().multipliedBy(2) : limit.duration();
    scene.watch(look, () -> !traffic.since(from, Traffic.ORDER).isEmpty());
    Asked asked = Asked.of(both ? ASKED_AFTER : ASKED);
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            asked.question(),
            Scene.nanos(from),
            Traffic.items(traffic.since(from, Traffic.ORDER)),
            asked.limit(both, limit),
            Scene.nanos(scene.now())));
  }

  @When("it is {clock} on {date} in the car's time zone")
  public void calendar(LocalTime clock, LocalDate date) {
    Instant then = date.atTime(clock).atZone(ZONE).toInstant();
    Instant now = scene.bench().startedAt().plus(scene.now());
    scene.need(!then.isBefore(now), "it is later already: " + now);
    scene.pass(Duration.between(now, then));
    scene.attemptsSeen();
  }
}
