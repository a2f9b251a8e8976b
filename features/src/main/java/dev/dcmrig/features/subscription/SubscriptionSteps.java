// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.People;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.judge.Same;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.LocalDate;
import java.util.List;

/** Subscriptions, and whose car it is. */
public final class SubscriptionSteps {
  static final String UNKNOWN_VIN = "DCMR0UNKNOWN00000";

  private final Scene scene;
  private final People people;

  public SubscriptionSteps(Scene scene, People people) {
    this.scene = scene;
    this.people = people;
  }

  @Given("a(n) {carPackage} car with a DCM of {generation}, first delivered on {date}")
  public void delivered(String carPackage, String generation, LocalDate date) {
    people.askOfCar(
        Role.DEALER,
        People.PUT,
        "delivery",
        People.body()
            .put("firstDelivery", date.toString())
            .put("package", carPackage)
            .put("dcm", generation));
    people.needGranted("the delivery of the car");
  }

  @When("the owner {subscriptionAction} the {product} subscription")
  public void act(String action, String product) {
    String one = "subscriptions/" + product;
    switch (action) {
      case "buys" -> subscribe(product, "paid", people.paymentMethod);
      case "tries" -> subscribe(product, "trial", "");
      case "cancels" -> people.askOfCar(Role.OWNER_APP, People.POST, one + "/cancel");
      case "reactivates" -> people.askOfCar(Role.OWNER_APP, People.POST, one + "/reactivate");
      default -> {
        boolean enabled = action.startsWith("switches on");
        people.askOfCar(
            Role.OWNER_APP,
            People.PUT,
            one + "/auto-renewal",
            People.body().put("enabled", enabled));
      }
    }
  }

  /** Without a payment method the service takes the newest one. */
  private void subscribe(String product, String kind, String paymentMethod) {
    ObjectNode body = People.body().put("product", product).put("kind", kind);
    if (!paymentMethod.isEmpty()) {
      body.put("paymentMethod", paymentMethod);
    }
    people.askOfCar(Role.OWNER_APP, People.POST, "subscriptions", body);
  }

  @Then("the {product} subscription is {kind} and {subscriptionState}")
  @Check(
      quantity = "kind and state of the subscription",
      unit = Unit.WORD,
      source = Source.SERVICE,
      within = "10 s")
  public void state(String product, String kind, String state) {
    String expected = kind + " and " + state;
    scene.within(Asked.first().within(), () -> state(product).equals(expected));
    String seen = state(product);
    scene.judge(
        Subject.SERVICE,
        Same.word(
            scene.question(),
            seen,
            expected,
            LimitSource.step(expected),
            List.of(people.answered())));
  }

  private String state(String product) {
    JsonNode seen = subscription(product);
    return seen.path("kind").asText() + " and " + seen.path("state").asText();
  }

  @Then("the {product} subscription ends on {date}")
  @Check(quantity = "last day of the subscription", unit = Unit.WORD, source = Source.SERVICE)
  public void ends(String product, LocalDate date) {
    String seen = subscription(product).path("ends").asText();
    scene.judge(
        Subject.SERVICE,
        Same.word(
            scene.question(),
            seen,
            date.toString(),
            LimitSource.step(date.toString()),
            List.of(people.answered())));
  }

  private JsonNode subscription(String product) {
    people.askOfCar(Role.OWNER_APP, People.GET, "subscriptions");
    for (JsonNode each : people.reply.path("subscriptions")) {
      if (each.path("product").asText().equals(product)) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }

  @When("the car is sold to {owner}")
  public void sold(String owner) {
    people.askOfCar(Role.DEALER, People.PUT, "ownership", People.body().put("owner", owner));
    people.needGranted("the change of ownership");
    people.owner(owner);
  }

  @When("{known} is added to the app of {owner}")
  public void added(Boolean known, String owner) {
    String vin = known ? people.vin() : UNKNOWN_VIN;
    people.askAs(
        Role.OWNER_APP,
        owner,
        People.POST,
        "/v1/owners/" + owner + "/vehicles",
        People.body().put("vin", vin).toString());
  }
}
