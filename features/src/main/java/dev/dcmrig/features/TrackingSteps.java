// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.api.OrderTricks.Trick;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.ServiceApi.Role;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Stolen-vehicle tracking: requests of people, and orders to the DCM. */
public final class TrackingSteps {
  private static final String REPORT_FIELD = "policeReport";
  private static final String VIN = "vin";
  private static final String REGISTRATION = "registration";
  private static final String REPORT = "VP-2026-000123";
  private static final String UNKNOWN_VIN = "DCMR0UNKNOWN00000";
  private static final String UNKNOWN_REGISTRATION = "XYZ-000";

  /** A DCM that sleeps is woken by SMS first, and then connects. */
  private static final Duration ORDERED = Duration.ofSeconds(60);

  private static final Duration REPORTED = Duration.ofSeconds(15);

  private final Scene scene;
  private final People people;
  private final Traffic traffic;

  public TrackingSteps(Scene scene, People people, Traffic traffic) {
    this.scene = scene;
    this.people = people;
    this.traffic = traffic;
  }

  @Given("there is a second car")
  public void secondCar() {
    scene.cars.addSecond();
  }

  @When("it is about the {second} car")
  public void look(Boolean second) {
    scene.cars.look(second);
  }

  @Given("tracking {phase}")
  public void phase(Boolean active) {
    if (active) {
      active();
    } else {
      ended();
    }
  }

  void active() {
    Duration from = scene.now();
    request(Role.STOLEN_VEHICLE_CENTRE, "report and VIN");
    people.needGranted("tracking");
    boolean accepted = scene.within(ORDERED, () -> isAcknowledged("start"));
    scene.need(accepted, "the DCM has not acknowledged the order to start");
    boolean reported =
        scene.within(REPORTED, () -> !traffic.accepted(from, Traffic.POSITIONS).isEmpty());
    scene.need(reported, "the DCM has not sent its first report");
  }

  private void ended() {
    end(Role.POLICE);
    people.needGranted("the end of tracking");
    boolean accepted = scene.within(ORDERED, () -> isAcknowledged("end"));
    scene.need(accepted, "the DCM has not acknowledged the order to end");
  }

  @When("the {person} asks for tracking with {claim}")
  public void request(Role person, String claim) {
    people.ask(person, People.POST, "/v1/tracking-requests", body(claim));
    if (people.isGranted()) {
      people.request(people.reply.path("id").asText());
    }
  }

  private ObjectNode body(String claim) {
    ObjectNode body = People.body();
    switch (claim) {
      case "report and VIN" -> body.put(REPORT_FIELD, REPORT).put(VIN, people.vin());
      case "report and registration" ->
          body.put(REPORT_FIELD, REPORT).put(REGISTRATION, People.registration(people.vin()));
      case "report, VIN and registration" ->
          body.put(REPORT_FIELD, REPORT)
              .put(VIN, people.vin())
              .put(REGISTRATION, People.registration(people.vin()));
      case "no report" -> body.put(VIN, people.vin());
      case "neither VIN nor registration" -> body.put(REPORT_FIELD, REPORT);
      case "an unknown VIN" -> body.put(REPORT_FIELD, REPORT).put(VIN, UNKNOWN_VIN);
      case "an unknown registration" ->
          body.put(REPORT_FIELD, REPORT).put(REGISTRATION, UNKNOWN_REGISTRATION);
      case "VIN and registration of two cars" ->
          body.put(REPORT_FIELD, REPORT)
              .put(VIN, people.vin())
              .put(REGISTRATION, otherRegistration());
      default -> body.put(REPORT_FIELD, claim.split(" ", -1)[1]).put(VIN, people.vin());
    }
    return body.put("requestedBy", "owner");
  }

  /** The registration of the car that is not in view. */
  private String otherRegistration() {
    return People.registration(scene.cars.otherVin());
  }

  @When("the {person} asks to end tracking")
  public void end(Role person) {
    String by =
        switch (person) {
          case POLICE -> "police";
          case STOLEN_VEHICLE_CENTRE -> "requester";
          default -> "owner";
        };
    people.ask(
        person,
        People.POST,
        "/v1/tracking-requests/" + people.request() + "/end",
        People.body().put("requestedBy", by));
  }

  @When("{trick} reaches the DCM")
  public void trick(Trick trick) {
    Duration from = scene.now();
    scene.bench().backend().orders().send(people.vin(), trick);
    boolean arrived =
        scene.within(
            ORDERED,
            () ->
                scene.mqtt().stream()
                    .anyMatch(
                        packet ->
                            !packet.up()
                                && packet.type().equals("PUBLISH")
                                && packet.at().compareTo(from) >= 0));
    scene.need(arrived, "the order has not reached the DCM");
  }

  @Then("the DCM acknowledges the {orderAction} exactly once within {duration}")
  public void acknowledged(String action, Duration limit) {
    scene.within(limit, () -> isAcknowledged(action));
    scene.dcm(
        isAcknowledged(action),
        () -> "expected the order to " + action + " to be acknowledged as accepted");
    Set<String> keys =
        acknowledgements(action).stream().map(HttpExchange::key).collect(Collectors.toSet());
    scene.dcm(
        keys.size() == 1,
        () -> "expected one acknowledgement of the " + action + ", saw " + keys.size());
  }

  private boolean isAcknowledged(String action) {
    return acknowledgements(action).stream()
        .anyMatch(
            exchange ->
                Traffic.isAccepted(exchange)
                    && Traffic.text(exchange, "result").equals("accepted"));
  }

  private List<HttpExchange> acknowledgements(String action) {
    return traffic.all(Traffic.ACKNOWLEDGEMENTS).stream()
        .filter(
            exchange ->
                Traffic.text(exchange, "order").equals(people.request())
                    && Traffic.text(exchange, "action").equals(action))
        .toList();
  }

  @Then("the security event {securityEvent} is reported exactly once within {duration}")
  public void securityEvent(String kind, Duration limit) {
    scene.within(limit, () -> securityEvents(kind) > 0);
    scene.dcm(
        securityEvents(kind) == 1,
        () -> "expected one security event " + kind + ", saw " + securityEvents(kind));
  }

  private long securityEvents(String kind) {
    return traffic.accepted(Duration.ZERO, Traffic.SECURITY).stream()
        .filter(exchange -> Traffic.text(exchange, "kind").equals(kind))
        .map(HttpExchange::key)
        .distinct()
        .count();
  }
}
