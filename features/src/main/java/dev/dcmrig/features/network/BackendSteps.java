// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.network;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.car.VehicleSteps;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Failures;
import dev.dcmrig.features.scene.People;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.features.service.ServiceWords;
import dev.dcmrig.features.svt.TrackingSteps;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Faults between DCM and telematics service (NET-02). */
public final class BackendSteps {
  private final Scene scene;
  private final People people;
  private final TrackingSteps tracking;
  private final ExchangeChecks checks;

  public BackendSteps(Scene scene, People people, TrackingSteps tracking, ExchangeChecks checks) {
    this.scene = scene;
    this.people = people;
    this.tracking = tracking;
    this.checks = checks;
  }

  @Given("the next {int} tries of {exchange} meet {backendFault}")
  public void meet(int times, Exchange exchange, Fault fault) {
    checks.injected(fault, times);
    scene.bench().backend().faults().inject(fault, exchange, times);
    if (fault == Fault.FORGED_ORDER) {
      tracking.tricked();
    }
  }

  @When("every fault of the service is gone")
  public void clear() {
    scene.bench().backend().faults().clear();
  }

  /** One cell of the matrix: the fault is there first, then what makes the DCM exchange. */
  @When("{exchange} is due and its next {count} tries meet {backendFault}")
  public void cell(Exchange exchange, Count count, Fault fault) {
    int times = count.number();
    scene
        .bench()
        .observations()
        .note(
            Subject.RIG,
            "matrix.cell",
            Map.of("row", ServiceWords.words(fault), "column", ServiceWords.words(exchange)));
    boolean byMqtt = Failures.isMqtt(fault);
    if (exchange == Exchange.POSITION || (exchange == Exchange.ORDER && !byMqtt)) {
      tracking.active();
    }
    checks.begin(exchange, fault, times);
    meet(times, exchange, fault);
    switch (exchange) {
      case TELEMETRY, POSITION -> {}
      case ORDER -> order(fault);
      case ACKNOWLEDGEMENT -> tracking.request(Role.STOLEN_VEHICLE_CENTRE, "report and VIN");
      case EMERGENCY_STATUS -> {
        scene.mark();
        scene.car().pressSos(VehicleSteps.longEnough(scene));
      }
      case APP_RESTRICTION -> connectivity("restricted");
      default -> throw notOfTheMatrix(exchange);
    }
  }

  private static IllegalArgumentException notOfTheMatrix(Exchange exchange) {
    return new IllegalArgumentException(
        "the matrix is of the telematics service; write 'the next N tries of "
            + ServiceWords.words(exchange)
            + " meet ...'");
  }

  /** By MQTT a new order comes; over HTTPS the DCM asks for the one in force after a boot. */
  private void order(Fault fault) {
    if (!Failures.isMqtt(fault)) {
      scene.instruments().dut().reset();
      return;
    }
    if (fault == Fault.MQTT_OUT_OF_ORDER) {
      people.askOfCar(Role.OWNER_APP, People.POST, "commands", People.body().put("action", "lock"));
      people.needGranted("the command before the order");
    }
    tracking.request(Role.STOLEN_VEHICLE_CENTRE, "report and VIN");
    people.needGranted("tracking");
  }

  private void connectivity(String words) {
    people.askOfCar(
        Role.OWNER_APP,
        People.PUT,
        "data-connectivity",
        People.body().put("dataConnectivity", words));
    people.needGranted("the change of data connectivity");
  }

  @Then("{exchange} gets through without loss or repetition, and so does the next")
  @Check(
      quantity = Passing.TIME,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "5 s",
      resolution = "1 ms")
  @Check(quantity = ExchangeChecks.KEYS, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = ExchangeChecks.AGAIN, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = ExchangeChecks.MOST, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = ExchangeChecks.FEWEST, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = ExchangeChecks.REFUSED, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = ExchangeChecks.ACCEPTED, unit = Unit.ONE, source = Source.NETWORK)
  @Check(
      quantity = ExchangeChecks.GAP,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      resolution = "1 ms")
  @Check(quantity = ExchangeChecks.NUMBERS, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = ExchangeChecks.EVENTS, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = ExchangeChecks.CERTIFICATES, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = ExchangeChecks.ASKED, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = ExchangeChecks.SECURITY, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = ExchangeChecks.RESTRICTED, unit = Unit.ONE, source = Source.NETWORK)
  @Check(
      quantity = TrackingSteps.ACKNOWLEDGED,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "5 s",
      resolution = "1 ms",
      within = "10 s")
  @Check(quantity = TrackingSteps.ACKNOWLEDGEMENTS, unit = Unit.ONE, source = Source.NETWORK)
  public void through(Exchange exchange) {
    switch (exchange) {
      case TELEMETRY -> checks.expendable(Traffic.TELEMETRY, "telematics.telemetryInterval");
      case POSITION -> checks.expendable(Traffic.POSITIONS, "svt.interval");
      case ORDER -> checks.order();
      case ACKNOWLEDGEMENT -> acknowledgement();
      case EMERGENCY_STATUS -> checks.emergency();
      case APP_RESTRICTION -> {
        checks.restriction();
        connectivity("allowed");
        checks.allowedAgain();
      }
      default -> throw notOfTheMatrix(exchange);
    }
    checks.metAtLeastOnce();
  }

  private void acknowledgement() {
    LimitSource plan = LimitSource.profile(checks.plan().keys());
    Duration longest = checks.longestAcknowledgement();
    people.needGranted("tracking");
    tracking.acknowledged("start", new Span(longest, Optional.empty(), plan));
    checks.durable(Traffic.ACKNOWLEDGEMENTS);
    tracking.end(Role.POLICE);
    people.needGranted("the end of tracking");
    tracking.acknowledged("end", new Span(longest, Optional.empty(), plan));
    checks.durable(Traffic.ACKNOWLEDGEMENTS);
  }

  /** Whatever the DCM has begun to say and must not lose (docs/DCM-INTERFACE.md, 2.4). */
  @Then("all that must not be lost has come through once within {span}")
  @Check(quantity = Passing.TIME, unit = Unit.SECOND, source = Source.NETWORK, resolution = "1 ms")
  @Check(quantity = ExchangeChecks.ACCEPTED, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = ExchangeChecks.AGAIN, unit = Unit.ONE, source = Source.NETWORK)
  public void nothingLost(Span limit) {
    checks.nothingLost(limit);
  }
}
