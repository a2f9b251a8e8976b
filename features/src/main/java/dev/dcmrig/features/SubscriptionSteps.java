// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.api.ServiceApi.Role;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.LocalDate;

/** Subscriptions, and whose car it is. */
public final class SubscriptionSteps {
  private static final String UNKNOWN_VIN = "DCMR0UNKNOWN00000";

  /** The payment provider answers in seconds. */
  private static final Duration PAID = Duration.ofSeconds(10);

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
  public void state(String product, String kind, String state) {
    scene.within(PAID, () -> isState(product, kind, state));
    scene.service(
        isState(product, kind, state),
        () ->
            String.format(
                "expected %s to be %s and %s, the service said %s",
                product, kind, state, people.said()));
  }

  private boolean isState(String product, String kind, String state) {
    JsonNode seen = subscription(product);
    return seen.path("kind").asText().equals(kind) && seen.path("state").asText().equals(state);
  }

  @Then("the {product} subscription ends on {date}")
  public void ends(String product, LocalDate date) {
    scene.service(
        subscription(product).path("ends").asText().equals(date.toString()),
        () -> "expected " + product + " to end on " + date + ", the service said " + people.said());
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
    people.ask(
        Role.OWNER_APP,
        People.POST,
        "/v1/owners/" + owner + "/vehicles",
        People.body().put("vin", vin));
  }
}
