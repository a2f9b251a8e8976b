// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.call.DataChecks;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.People;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Latency;
import dev.dcmrig.judge.Places;
import dev.dcmrig.judge.Places.Point;
import dev.dcmrig.judge.Question;
import dev.dcmrig.judge.Same;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What owners and others do with the service and its app, and what they are told. */
public final class ServiceSteps {
  private static final String STATUS = "status of tracking in the app";
  private static final String FIELDS = "fields of the answer to the app";
  private static final String POSITIONS = "positions in the service's answers";
  private static final String OFF = "distance of the told position from the car";
  private static final String TIME = "time to the result of the command";
  private static final String RESULTS = "results of the command";
  private static final String APP = "result in the owner's app";

  private final Scene scene;
  private final People people;
  private final Traffic traffic;

  public ServiceSteps(Scene scene, People people, Traffic traffic) {
    this.scene = scene;
    this.people = people;
    this.traffic = traffic;
  }

  @Then("the service {serviceAnswer}")
  @Check(quantity = "what the service says", unit = Unit.WORD, source = Source.SERVICE)
  public void answered(String answer) {
    boolean refused = scene.answer >= 400 && scene.answer < 500;
    String seen = refused ? "refuses it: " + people.reason() : people.said();
    scene.judge(
        Subject.SERVICE,
        Same.word(
            scene.question(),
            people.isGranted() ? "grants it" : seen,
            answer,
            LimitSource.step(answer),
            List.of(people.answered())));
  }

  @Then("the owner's app shows tracking as {trackingStatus}")
  @Check(quantity = STATUS, unit = Unit.WORD, source = Source.SERVICE, speaksFor = "SVT-09")
  @Check(quantity = FIELDS, unit = Unit.WORD, source = Source.SERVICE, speaksFor = "SVT-09")
  public void status(String status) {
    people.askOfCar(Role.OWNER_APP, People.GET, "tracking-status");
    List<String> fields = new ArrayList<>();
    people.reply.fieldNames().forEachRemaining(fields::add);
    List<EvidenceItem> item = List.of(people.answered());
    scene.judge(
        Subject.SERVICE,
        List.of(
            Same.word(
                Asked.of(STATUS).question(),
                people.reply.path("status").asText(),
                status,
                LimitSource.step(status),
                item),
            Same.all(
                Asked.of(FIELDS).question(), fields, List.of("status"), scene.required(), item)));
  }

  /** Seen is what the request's positions show; unseen is a position in whatever can be asked. */
  @Then("the {person} {sight} the car's position")
  @Check(quantity = POSITIONS, unit = Unit.ONE, source = Source.SERVICE, speaksFor = "SVT-09")
  @Check(
      quantity = OFF,
      unit = Unit.METRE,
      source = Source.SERVICE,
      tolerance = "150 m",
      resolution = "0.1 m")
  public void sight(Role person, Boolean sees) {
    String request = "/v1/tracking-requests/" + people.request();
    people.ask(person, People.GET, request + "/positions");
    if (sees) {
      JsonNode positions = people.reply.path("positions");
      int number = people.isGranted() ? positions.size() : 0;
      List<EvidenceItem> item = List.of(people.answered());
      Limit some = Limit.atLeast(1, 0, LimitSource.step("sees"));
      Question question = Asked.of(POSITIONS).question();
      scene.judge(Subject.SERVICE, question.number(number, some, item));
      JsonNode newest = positions.path(number - 1).path("position");
      scene.judge(Subject.SERVICE, distance(newest, 0));
      return;
    }
    List<EvidenceItem> shown = new ArrayList<>(shown());
    people.ask(person, People.GET, request);
    shown.addAll(shown());
    people.askOfCar(person, People.GET, "tracking-status");
    shown.addAll(shown());
    people.askOfCar(person, People.GET, "location");
    shown.addAll(shown());
    Limit none = Limit.exactly(0, LimitSource.step("does not see"));
    scene.judge(Subject.SERVICE, Counting.of(Asked.of(POSITIONS).question(), shown, none));
  }

  private List<EvidenceItem> shown() {
    boolean none = people.reply.findPath("latitude").isMissingNode();
    return none ? List.of() : List.of(people.answered());
  }

  private Measurement distance(JsonNode seen, int metres) {
    Asked off = Asked.of(OFF);
    LimitSource source = LimitSource.step(metres == 0 ? "the car's position" : metres + " m");
    Limit near = Limit.atMost(metres, off.tolerance(), source);
    List<EvidenceItem> item = List.of(people.answered());
    JsonNode latitude = seen.path("latitude");
    JsonNode longitude = seen.path("longitude");
    if (!latitude.isNumber() || !longitude.isNumber()) {
      return off.question().missing("no position: " + people.said(), near, item);
    }
    Point point = new Point(latitude.asDouble(), longitude.asDouble());
    return Places.distance(off.question(), point, DataChecks.point(scene.place), near, item);
  }

  @When("the owner's app asks the car to {command}")
  public void command(String action) {
    people.askOfCar(Role.OWNER_APP, People.POST, "commands", People.body().put("action", action));
    people.command = people.isGranted() ? people.reply.path("id").asText() : "";
  }

  @Then("the DCM reports the command as {commandResult} within {span}")
  @Check(quantity = TIME, unit = Unit.SECOND, source = Source.NETWORK, resolution = "1 ms")
  @Check(
      quantity = RESULTS,
      unit = Unit.WORD,
      source = Source.NETWORK,
      speaksFor = {"SVT-03", "SVT-04"})
  @Check(quantity = APP, unit = Unit.WORD, source = Source.SERVICE)
  public void result(String result, Span limit) {
    scene.need(!people.command.isEmpty(), "the service took no command: " + people.said());
    Duration from = scene.now();
    scene.watch(limit.duration(), () -> !results().isEmpty());
    scene.judge(Subject.DCM, oneResult(scene, from, results(), limit, TIME, RESULTS, result));
    people.askOfCar(Role.OWNER_APP, People.GET, "commands/" + people.command);
    scene.judge(
        Subject.SERVICE,
        Same.word(
            Asked.of(APP).question(),
            people.reply.path("result").asText(),
            result.split(" ", 2)[0],
            LimitSource.step(result),
            List.of(people.answered())));
  }

  private List<HttpExchange> results() {
    return traffic.accepted(Duration.ZERO, Traffic.RESULTS).stream()
        .filter(exchange -> Traffic.text(exchange, "command").equals(people.command))
        .toList();
  }

  /** What a message says became of an order or command. */
  static String result(HttpExchange exchange) {
    String result = Traffic.text(exchange, "result");
    String reason = Traffic.text(exchange, "reason");
    return reason.isEmpty() ? result : result + " as " + reason;
  }

  @When("the owner's app asks where the car is")
  public void where() {
    people.askOfCar(Role.OWNER_APP, People.GET, "location");
  }

  @Then("the owner's app shows the car within {int} m of where it is")
  @Check(quantity = OFF, unit = Unit.METRE, source = Source.SERVICE, resolution = "0.1 m")
  public void location(int metres) {
    people.askOfCar(Role.OWNER_APP, People.GET, "location");
    JsonNode seen = people.isGranted() ? people.reply : MissingNode.getInstance();
    scene.judge(Subject.SERVICE, distance(seen, metres));
  }

  @When("the owner takes the step {reactivation}")
  public void reactivate(String step) {
    people.askOfCar(Role.OWNER_APP, People.POST, "reactivation", People.body().put("step", step));
  }

  /**
   * That one result was told in time, and which.
   *
   * @param time quantity of the time to the first
   * @param words quantity of what was told
   */
  public static List<Measurement> oneResult(
      Scene scene,
      Duration from,
      List<HttpExchange> told,
      Span limit,
      String time,
      String words,
      String wanted) {
    List<EvidenceItem> items = Traffic.items(told);
    Asked asked = Asked.of(time);
    return List.of(
        Latency.toFirstEver(
            asked.question(),
            Scene.nanos(from),
            items,
            Limit.atMost(limit.seconds(), asked.tolerance(limit), limit.source()),
            Scene.nanos(scene.now())),
        Same.all(
            Asked.of(words).question(),
            told.stream().map(ServiceSteps::result).toList(),
            List.of(wanted),
            LimitSource.step(wanted),
            items));
  }
}
