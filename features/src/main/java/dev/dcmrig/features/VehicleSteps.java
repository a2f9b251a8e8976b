// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.IndicatorPattern;
import dev.dcmrig.api.Vehicle.GnssReception;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.api.Vehicle.NavigationState;
import dev.dcmrig.can.binding.DomainValue;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.OptionalInt;

/** What happens to and in the car. */
public final class VehicleSteps {
  /** Cyclic messages carry a change within this time. */
  private static final Duration FRAMES = Duration.ofMillis(300);

  private static final Duration SETTLED = Duration.ofMillis(1200);
  private static final Duration LONG_ENOUGH = Duration.ofMillis(500);
  private static final double OCCUPANT_HERTZ = 1000;

  private final Scene scene;

  public VehicleSteps(Scene scene) {
    this.scene = scene;
  }

  @Given("a car with the ignition on and a DCM that is ready")
  public void ready() {
    scene.bench().voice().speak(OCCUPANT_HERTZ);
    scene.car().ignition(Ignition.ON);
    Duration limit = scene.bench().specification().duration("selfTest.limit").plusSeconds(2);
    boolean green =
        scene.within(
            limit,
            () -> {
              Duration now = scene.now();
              return now.compareTo(SETTLED) > 0
                  && scene.instruments().indicator().pattern(now.minus(SETTLED), now)
                      == IndicatorPattern.SOLID_GREEN;
            });
    if (!green) {
      scene.pass(limit);
      Duration now = scene.now();
      scene.need(
          scene.instruments().indicator().pattern(now.minus(SETTLED), now)
              == IndicatorPattern.SOLID_GREEN,
          "the DCM did not become ready: its indicator is not solid green");
    }
  }

  @When("the ignition is turned to {ignition}")
  public void ignition(Ignition position) {
    scene.bench().voice().speak(OCCUPANT_HERTZ);
    scene.mark();
    scene.car().ignition(position);
    scene.pass(FRAMES);
  }

  @Given("the car is in {place}, heading {int} degrees")
  public void place(Place place, int course) {
    scene.place = place;
    scene.car().position(place.latitude(), place.longitude(), course);
    scene.pass(Duration.ofSeconds(2));
  }

  @Given("the car has driven at {int} km\\/h for {duration}")
  public void drives(int speed, Duration duration) {
    scene.car().drive(speed);
    scene.pass(duration);
  }

  @Given("{seats} are occupied")
  public void occupants(OptionalInt seats) {
    seats.ifPresentOrElse(scene.car()::occupants, scene.car()::occupantsUnknown);
    scene.pass(FRAMES);
  }

  @Given("GNSS reception is {reception}")
  public void reception(GnssReception reception) {
    scene.car().gnss(reception);
  }

  @Given("the navigation system is {navigation}")
  public void navigation(NavigationState state) {
    scene.car().navigation(state);
    scene.pass(Duration.ofSeconds(3));
  }

  /** Half a second longer than the hold time of the specified profile. */
  @When("the SOS button is pressed")
  public void pressLongEnough() {
    press(longEnough(scene));
  }

  static Duration longEnough(Scene scene) {
    return scene.bench().specification().duration("sos.holdTime").plus(LONG_ENOUGH);
  }

  @When("the SOS button is pressed for {duration}")
  public void press(Duration duration) {
    scene.mark();
    scene.car().pressSos(duration);
  }

  @When("the SOS switch at the wire is pressed for {duration}")
  public void pressAtWire(Duration duration) {
    scene.mark();
    scene.instruments().faults().wiredSosSwitch(true);
    scene.pass(duration);
    scene.instruments().faults().wiredSosSwitch(false);
  }

  @When("an airbag deploys")
  public void airbag() {
    scene.mark();
    scene.car().deployAirbag();
    scene.pass(FRAMES);
  }

  @When("the impact sensors see {amount} g")
  public void impact(Double peak) {
    scene.mark();
    scene.car().impact(peak);
    scene.pass(FRAMES);
  }

  @When("the car crashes with {int} g and an airbag deploys")
  public void crash(int peak) {
    scene.mark();
    scene.car().crash(peak);
    scene.pass(FRAMES);
  }

  @When("the main battery is disconnected")
  public void disconnect() {
    scene.car().disconnectBattery();
  }

  @When("the engine is cranked")
  public void crank() {
    scene.car().crank();
  }

  @When("the DCM is reset")
  public void reset() {
    scene.instruments().dut().reset();
  }

  @When("the message with the airbag's state {disturbance}")
  public void disturb(Disturbed disturbed) {
    scene.car().disturb(DomainValue.AIRBAG_DEPLOYED, disturbed.how());
    if (!disturbed.span().isZero()) {
      scene.pass(disturbed.span());
      scene.car().undisturb(DomainValue.AIRBAG_DEPLOYED);
    }
  }

  @When("the {item} gets a fault")
  public void fault(Item item) {
    scene.instruments().faults().inject(item);
  }

  @When("the fault of the {item} is gone")
  public void clear(Item item) {
    scene.instruments().faults().clear(item);
  }

  @When("{duration} pass(es)")
  public void pass(Duration duration) {
    scene.pass(duration);
    scene.attemptsSeen();
  }
}
