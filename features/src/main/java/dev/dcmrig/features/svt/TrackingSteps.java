// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.svt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.OrderTricks.Topic;
import dev.dcmrig.api.OrderTricks.Trick;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.api.Wait;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.People;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Latency;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stolen-vehicle tracking: requests of people, and orders to the DCM. */
public final class TrackingSteps {
  private static final String REPORT_FIELD = "policeReport";
  private static final String VIN = "vin";
  private static final String REGISTRATION = "registration";
  private static final String REPORT = "VP-2026-000123";
  private static final String UNKNOWN_VIN = "DCMR0UNKNOWN00000";
  private static final String UNKNOWN_REGISTRATION = "XYZ-000";

  private static final String ORDERED = "60 s";

  /** Id of the orders of {@link Trick}s, of which the service knows nothing. */
  static final String NOBODYS = "TR-X";

  public static final String ACKNOWLEDGED = "time to the acknowledgement of the order";
  public static final String ACKNOWLEDGEMENTS = "acknowledgements of the order";
  private static final String EVENT_TIME = "time from the wrong order to its security event";
  private static final String SECURITY_EVENTS = "security events of this kind";

  private final Scene scene;
  private final People people;
  private final Traffic traffic;

  /** When the newest wrong order was sent. */
  private Duration tricked = Duration.ZERO;

  public TrackingSteps(Scene scene, People people, Traffic traffic) {
    this.scene = scene;
    this.people = people;
    this.traffic = traffic;
  }

  /** A wrong order is on its way from now on. */
  public void tricked() {
    tricked = scene.now();
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
  @Wait(atMost = ORDERED)
  public void phase(Boolean active) {
    if (active) {
      active();
    } else {
      ended();
    }
  }

  /** A DCM that sleeps is woken by SMS first, and then connects. The report follows at once. */
  @Wait(atMost = ORDERED)
  public void active() {
    Duration limit = Declared.waiting().atMost();
    Duration from = scene.now();
    request(Role.STOLEN_VEHICLE_CENTRE, "report and VIN");
    people.needGranted("tracking");
    boolean accepted = scene.within(limit, () -> isAcknowledged("start"));
    scene.need(accepted, "the DCM has not acknowledged the order to start");
    boolean reported =
        scene.within(limit, () -> !traffic.accepted(from, Traffic.POSITIONS).isEmpty());
    // It knows of the order then; whether the service takes a report is the service's.
    scene.owed(
        reported || !traffic.since(from, Traffic.POSITIONS).isEmpty(),
        "the DCM has sent no report under its order",
        "SVT-02");
    scene.need(reported, "the service has not taken the first report");
  }

  @Wait(atMost = ORDERED)
  private void ended() {
    end(Role.POLICE);
    people.needGranted("the end of tracking");
    boolean accepted = scene.within(Declared.waiting().atMost(), () -> isAcknowledged("end"));
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
  @Wait(atMost = ORDERED)
  public void trick(Trick trick) {
    people.requestIfNone(NOBODYS);
    send(Topic.ORDERS, trick);
  }

  @When("{trick} reaches the DCM as a command")
  @Wait(atMost = ORDERED)
  public void command(Trick trick) {
    send(Topic.COMMANDS, trick);
  }

  private void send(Topic topic, Trick trick) {
    Duration limit = Declared.waiting().atMost();
    Duration from = scene.now();
    tricked = from;
    scene.bench().backend().orders().send(people.vin(), topic, trick);
    boolean arrived =
        scene.within(
            limit,
            () ->
                scene.mqtt().stream()
                    .anyMatch(
                        packet ->
                            !packet.up()
                                && packet.type().equals("PUBLISH")
                                && packet.at().compareTo(from) >= 0));
    scene.need(arrived, "the order has not reached the DCM");
  }

  /** Goes on looking for a moment, so that a second one is seen. */
  @Then("the DCM acknowledges the {orderAction} exactly once within {span}")
  @Check(
      quantity = ACKNOWLEDGED,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      resolution = "1 ms",
      within = "10 s")
  @Check(quantity = ACKNOWLEDGEMENTS, unit = Unit.ONE, source = Source.NETWORK)
  public void acknowledged(String action, Span limit) {
    Duration from = scene.now();
    scene.watch(limit.duration(), () -> !accepted(action).isEmpty());
    List<EvidenceItem> seen = accepted(action);
    Asked time = Asked.of(ACKNOWLEDGED);
    scene.judge(
        Subject.DCM,
        Latency.toFirstEver(
            time.question(),
            Scene.nanos(from),
            seen,
            Limit.atMost(limit.seconds(), time.tolerance(limit), limit.source()),
            Scene.nanos(scene.now())));
    scene.within(time.within(), () -> once(acknowledgements(action)).size() > 1);
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(ACKNOWLEDGEMENTS).question(),
            once(acknowledgements(action)),
            Limit.exactly(1, LimitSource.step("exactly once"))));
  }

  /** Messages: each by the first of its tries. */
  private static List<EvidenceItem> once(List<HttpExchange> tries) {
    Map<String, EvidenceItem> byKey = new LinkedHashMap<>();
    tries.forEach(each -> byKey.putIfAbsent(each.key(), Traffic.item(each)));
    return List.copyOf(byKey.values());
  }

  private boolean isAcknowledged(String action) {
    return !accepted(action).isEmpty();
  }

  private List<EvidenceItem> accepted(String action) {
    return acknowledgements(action).stream()
        .filter(Traffic::isAccepted)
        .filter(exchange -> Traffic.text(exchange, "result").equals("accepted"))
        .map(Traffic::item)
        .toList();
  }

  private List<HttpExchange> acknowledgements(String action) {
    return traffic.all(Traffic.ACKNOWLEDGEMENTS).stream()
        .filter(
            exchange ->
                Traffic.text(exchange, "order").equals(people.request())
                    && Traffic.text(exchange, "action").equals(action))
        .toList();
  }

  /** Goes on looking for a moment, so that a second one is seen. */
  @Then("the security event {securityEvent} is reported exactly once within {span}")
  @Check(
      quantity = EVENT_TIME,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      resolution = "1 ms",
      within = "10 s")
  @Check(quantity = SECURITY_EVENTS, unit = Unit.ONE, source = Source.NETWORK)
  public void securityEvent(String kind, Span limit) {
    scene.watch(limit.duration(), () -> !securityEvents(kind).isEmpty());
    Asked time = Asked.of(EVENT_TIME);
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            time.question(),
            Scene.nanos(tricked),
            securityEvents(kind),
            Limit.atMost(limit.seconds(), time.tolerance(limit), limit.source()),
            Scene.nanos(scene.now())));
    scene.within(time.within(), () -> securityEvents(kind).size() > 1);
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(SECURITY_EVENTS).question(),
            securityEvents(kind),
            Limit.exactly(1, LimitSource.step("exactly once"))));
  }

  private List<EvidenceItem> securityEvents(String kind) {
    return once(
        traffic.accepted(tricked, Traffic.SECURITY).stream()
            .filter(exchange -> Traffic.text(exchange, "kind").equals(kind))
            .toList());
  }
}
