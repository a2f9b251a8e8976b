// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.RadioLink.HttpExchange;
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

  private static final Duration ASLEEP = Duration.ofMinutes(30);

  /** Zone of every car that nothing else is said of. */
  private static final ZoneId ZONE = ZoneId.of("Australia/Melbourne");

  private final Scene scene;

  public PowerSteps(Scene scene) {
    this.scene = scene;
  }

  @When("the main battery {batteryState} {double} V")
  public void battery(Boolean again, double volts) {
    if (again) {
      scene.car().reconnectBattery(volts);
    } else {
      scene.car().battery(volts);
    }
  }

  @Given("a car and a DCM that sleep")
  public void asleep() {
    boolean reached = scene.within(ASLEEP, this::isAsleep);
    scene.need(reached, "the DCM does not sleep, it draws " + draw());
    scene.pass(Duration.ofSeconds(5));
  }

  @Then("the DCM {sleeping} within {duration}")
  public void sleeping(Boolean sleeps, Duration limit) {
    scene.within(limit, () -> isAsleep() == sleeps);
    scene.dcm(
        isAsleep() == sleeps,
        () -> "expected a DCM that " + (sleeps ? "sleeps" : "is awake") + ", it draws " + draw());
  }

  @Then("the DCM draws less than 10 mA and the bus is silent for {duration}")
  public void silent(Duration span) {
    Duration from = scene.now();
    long frames = scene.instruments().bus().frames();
    scene.pass(span);
    double most = scene.instruments().supply().highestAmperes(from, scene.now());
    scene.dcm(
        most < ASLEEP_AMPERES,
        () -> "expected less than 10 mA, it drew up to " + Math.round(most * 1000) + " mA");
    long more = scene.instruments().bus().frames() - frames;
    scene.dcm(more == 0, () -> "expected a silent bus, it carried " + more + " frames");
  }

  private boolean isAsleep() {
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

  @Then("the DCM has asked for its tracking order within {duration}")
  public void asked(Duration limit) {
    int before = trackingOrders().size();
    scene.within(limit, () -> trackingOrders().size() > before);
    scene.dcm(
        trackingOrders().size() > before,
        () -> "expected the DCM to ask for its tracking order, it has not");
  }

  private List<HttpExchange> trackingOrders() {
    return scene.http().stream()
        .filter(exchange -> exchange.path().endsWith("/" + Traffic.ORDER))
        .toList();
  }

  /** Lets time pass up to that instant. */
  @When("it is {clock} on {date} in the car's time zone")
  public void calendar(LocalTime clock, LocalDate date) {
    Instant then = date.atTime(clock).atZone(ZONE).toInstant();
    Instant now = scene.bench().startedAt().plus(scene.now());
    scene.need(!then.isBefore(now), "it is later already: " + now);
    scene.pass(Duration.between(now, then));
    scene.attemptsSeen();
  }
}
