// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.ServiceApi.Role;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.List;

/** What owners and others do with the service and its app, and what they are told. */
public final class ServiceSteps {
  private final Scene scene;
  private final People people;
  private final Traffic traffic;

  public ServiceSteps(Scene scene, People people, Traffic traffic) {
    this.scene = scene;
    this.people = people;
    this.traffic = traffic;
  }

  @Then("the service {serviceAnswer}")
  public void answered(String answer) {
    if (answer.startsWith("grants")) {
      scene.service(
          people.isGranted(), () -> "expected the service to grant it, it said " + people.said());
      return;
    }
    String reason = answer.substring(answer.indexOf(':') + 2);
    scene.service(
        scene.answer >= 400 && scene.answer < 500 && people.reason().equals(reason),
        () -> "expected a refusal with the reason " + reason + ", it said " + people.said());
  }

  @Then("the owner's app shows tracking as {trackingStatus}")
  public void status(String status) {
    people.askOfCar(Role.OWNER_APP, People.GET, "tracking-status");
    scene.service(
        people.reply.path("status").asText().equals(status),
        () -> "expected the app to show tracking as " + status + ", it said " + people.said());
    scene.service(
        people.reply.size() == 1,
        () -> "expected nothing but the status in the app, saw " + people.said());
  }

  /** Seen is what the request's positions show; unseen is a position in whatever can be asked. */
  @Then("the {person} {sight} the car's position")
  public void sight(Role person, Boolean sees) {
    String request = "/v1/tracking-requests/" + people.request();
    people.ask(person, People.GET, request + "/positions");
    if (sees) {
      JsonNode positions = people.reply.path("positions");
      scene.service(
          people.isGranted() && positions.size() > 0,
          () -> "expected positions of the request, the service said " + people.said());
      JsonNode newest = positions.path(positions.size() - 1).path("position");
      checkPlace(newest, 150);
      return;
    }
    unseen();
    people.ask(person, People.GET, request);
    unseen();
    people.askOfCar(person, People.GET, "tracking-status");
    unseen();
    people.askOfCar(person, People.GET, "location");
    unseen();
  }

  private void unseen() {
    scene.service(
        people.reply.findPath("latitude").isMissingNode(),
        () -> "expected no position, the service said " + people.said());
  }

  private void checkPlace(JsonNode seen, int metres) {
    double off =
        new Place(seen.path("latitude").asDouble(), seen.path("longitude").asDouble())
            .metresTo(scene.place);
    scene.service(
        off <= metres,
        () -> "expected a position within " + metres + " m of the car, the service said " + seen);
  }

  @When("the owner's app asks the car to {command}")
  public void command(String action) {
    people.askOfCar(Role.OWNER_APP, People.POST, "commands", People.body().put("action", action));
    people.command = people.isGranted() ? people.reply.path("id").asText() : "";
  }

  @Then("the DCM reports the command as {commandResult} within {duration}")
  public void result(String result, Duration limit) {
    scene.need(!people.command.isEmpty(), "the service took no command: " + people.said());
    scene.within(limit, () -> !results().isEmpty());
    List<String> seen = results();
    scene.dcm(
        seen.equals(List.of(result)),
        () -> "expected the command to be reported once as " + result + ", saw " + seen);
    people.askOfCar(Role.OWNER_APP, People.GET, "commands/" + people.command);
    String shown = people.reply.path("result").asText();
    scene.service(
        result.startsWith(shown) && !shown.isEmpty(),
        () -> "expected the app to show the result " + result + ", it said " + people.said());
  }

  private List<String> results() {
    return traffic.accepted(Duration.ZERO, Traffic.RESULTS).stream()
        .filter(exchange -> Traffic.text(exchange, "command").equals(people.command))
        .map(ServiceSteps::result)
        .toList();
  }

  private static String result(HttpExchange exchange) {
    String result = Traffic.text(exchange, "result");
    String reason = Traffic.text(exchange, "reason");
    return reason.isEmpty() ? result : result + " as " + reason;
  }

  @Then("the owner's app shows the car within {int} m of where it is")
  public void location(int metres) {
    people.askOfCar(Role.OWNER_APP, People.GET, "location");
    scene.service(
        people.isGranted(), () -> "expected the car's location, it said " + people.said());
    checkPlace(people.reply, metres);
  }

  @When("the owner takes the step {reactivation}")
  public void reactivate(String step) {
    people.askOfCar(Role.OWNER_APP, People.POST, "reactivation", People.body().put("step", step));
  }
}
