// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.car;

import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.IndicatorPattern;
import dev.dcmrig.api.Vehicle.GnssReception;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.api.Vehicle.NavigationState;
import dev.dcmrig.api.Wait;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Disturbed;
import dev.dcmrig.features.scene.Scene;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.OptionalInt;

/** What happens to and in the car. Cyclic messages carry a change within 300 ms. */
public final class VehicleSteps {
  private static final Duration LONG_ENOUGH = Duration.ofMillis(500);
  private static final double OCCUPANT_HERTZ = 1000;

  private final Scene scene;

  public VehicleSteps(Scene scene) {
    this.scene = scene;
  }

  @Given("a car with the ignition on and a DCM that is ready")
  @Wait(key = "selfTest.limit", atMost = "2 s", settles = "1200 ms")
  public void ready() {
    Duration settled = Declared.waiting().settles();
    scene.bench().voice().speak(OCCUPANT_HERTZ);
    scene.car().ignition(Ignition.ON);
    Duration limit = Declared.waiting().atMost(scene.bench().specification());
    boolean green =
        scene.within(
            limit,
            () -> {
              Duration now = scene.now();
              return now.compareTo(settled) > 0
                  && scene.instruments().indicator().pattern(now.minus(settled), now)
                      == IndicatorPattern.SOLID_GREEN;
            });
    if (!green) {
      scene.pass(limit);
      Duration now = scene.now();
      scene.owed(
          scene.instruments().indicator().pattern(now.minus(settled), now)
              == IndicatorPattern.SOLID_GREEN,
          "the DCM did not become ready: its indicator is not solid green",
          "IND-01");
    }
  }

  @When("the ignition is turned to {ignition}")
  @Wait(settles = "300 ms")
  public void ignition(Ignition position) {
    scene.bench().voice().speak(OCCUPANT_HERTZ);
    scene.mark();
    scene.car().ignition(position);
    scene.settle();
  }

  @Given("the car is in {place}, heading {int} degrees")
  @Wait(settles = "2 s")
  public void place(Place place, int course) {
    scene.place = place;
    scene.car().position(place.latitude(), place.longitude(), course);
    scene.settle();
  }

  @Given("the car has driven at {int} km\\/h for {duration}")
  public void drives(int speed, Duration duration) {
    scene.car().drive(speed);
    scene.pass(duration);
  }

  @Given("{seats} are occupied")
  @Wait(settles = "300 ms")
  public void occupants(OptionalInt seats) {
    seats.ifPresentOrElse(scene.car()::occupants, scene.car()::occupantsUnknown);
    scene.settle();
  }

  @Given("GNSS reception is {reception}")
  public void reception(GnssReception reception) {
    scene.car().gnss(reception);
  }

  @Given("the navigation system is {navigation}")
  @Wait(settles = "3 s")
  public void navigation(NavigationState state) {
    scene.car().navigation(state);
    scene.settle();
  }

  /** Half a second longer than the hold time of the specified profile. */
  @When("the SOS button is pressed")
  public void pressLongEnough() {
    press(longEnough(scene));
  }

  public static Duration longEnough(Scene scene) {
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
  @Wait(settles = "300 ms")
  public void airbag() {
    scene.mark();
    scene.car().deployAirbag();
    scene.settle();
  }

  @When("the impact sensors see {amount} g")
  @Wait(settles = "300 ms")
  public void impact(Double peak) {
    scene.mark();
    scene.car().impact(peak);
    scene.settle();
  }

  @When("the car crashes with {int} g and an airbag deploys")
  @Wait(settles = "300 ms")
  public void crash(int peak) {
    scene.mark();
    scene.car().crash(peak);
    scene.settle();
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

  @When("the message with the {carValue} {disturbance}")
  public void disturb(DomainValue value, Disturbed disturbed) {
    scene.mark();
    scene.car().disturb(value, disturbed.how());
    if (!disturbed.span().isZero()) {
      scene.pass(disturbed.span());
      scene.car().undisturb(value);
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
