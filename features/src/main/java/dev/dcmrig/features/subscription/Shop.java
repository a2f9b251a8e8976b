// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dcmrig.api.Inconclusive;
import dev.dcmrig.api.PaymentProvider.Outcome;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.People;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.judge.Same;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the machines of products have in common: the owner's taps, days, and what is shown. */
public final class Shop {
  static final String SHOWN = "kind, state and auto-renewal as the app shows them";
  static final String ENDS = "end of the product as the app shows it";
  static final String PROBES = "taking it up again, and switching auto-renewal on";
  static final String USED = "use of the product";

  /** Zone of every car that nothing else is said of. */
  private static final ZoneId ZONE = ZoneId.of("Australia/Melbourne");

  /** A result of the payment provider, and a mail, need seconds. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Scene scene;
  private final People people;
  private final SubscriptionSteps steps;
  private final PaymentSteps payments;
  private @Nullable LocalDate bought;
  private int sales;

  public Shop(Scene scene, People people, SubscriptionSteps steps, PaymentSteps payments) {
    this.scene = scene;
    this.people = people;
    this.steps = steps;
    this.payments = payments;
  }

  /** One tap of the owner; a refusal is an answer like another. */
  void tap(String action, String product) {
    steps.act(action, product);
    scene.pass(SOON);
  }

  /** The same on the way to a state: it has to be granted. */
  void take(String action, String product) {
    steps.act(action, product);
    people.needGranted(action + " " + product);
    scene.pass(SOON);
  }

  /** With a card of the owner's; a refusal is an answer like another. */
  public void buy(String product) {
    payments.give(false, PaymentCard.VISA);
    people.needGranted("the card");
    steps.act("buys", product);
    if (people.isGranted() && bought == null) {
      bought = today();
    }
    scene.pass(SOON);
  }

  /** The day of the first purchase. */
  LocalDate boughtOn() {
    LocalDate day = bought;
    if (day == null) {
      throw new Inconclusive("nothing was bought: " + people.said());
    }
    return day;
  }

  void provider(Outcome outcome) {
    scene.bench().backend().payments().answer(outcome);
  }

  void sell() {
    sales++;
    steps.sold("owner-" + (sales + 1));
  }

  LocalDate today() {
    return scene.bench().startedAt().plus(scene.now()).atZone(ZONE).toLocalDate();
  }

  /** Until noon of that day: retries of payments and notices are at nine. */
  void noonOf(LocalDate day) {
    Instant noon = day.atTime(12, 0).atZone(ZONE).toInstant();
    Instant now = scene.bench().startedAt().plus(scene.now());
    scene.need(!noon.isBefore(now), "it is later already: " + now);
    scene.pass(Duration.between(now, noon));
  }

  /** The day on which a product ends, as the app shows it now. */
  LocalDate shownEnd(String product) {
    String ends = of(product).path("ends").asText();
    scene.need(ends.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"), "the app shows no end: " + ends);
    return LocalDate.parse(ends);
  }

  /** Kind, state, and whether it renews: {@code "paid active renewing"}. */
  Measurement shown(String product, String expected) {
    JsonNode seen = of(product);
    String words =
        seen.path("kind").asText()
            + " "
            + seen.path("state").asText()
            + (seen.path("autoRenewal").asBoolean() ? " renewing" : "");
    return Same.word(
        Asked.of(SHOWN).question(), words, expected, LimitSource.step(expected), answered());
  }

  Measurement ends(String product, String expected) {
    String seen = of(product).path("ends").asText();
    return Same.word(
        Asked.of(ENDS).question(), seen, expected, LimitSource.step(expected), answered());
  }

  /** What can still be done tells states apart that look alike; it changes them. */
  Measurement probes(String product, String expected) {
    List<EvidenceItem> items = new ArrayList<>();
    List<String> granted = new ArrayList<>();
    for (String action : List.of("reactivates", "switches on auto-renewal of")) {
      steps.act(action, product);
      granted.add(people.isGranted() ? "granted" : people.reason());
      items.addAll(answered());
    }
    String words = String.join(", ", granted);
    return Same.word(
        Asked.of(PROBES).question(), words, expected, LimitSource.step(expected), items);
  }

  Measurement used(String expected) {
    String words = people.isGranted() ? "granted" : people.reason();
    return Same.word(
        Asked.of(USED).question(), words, expected, LimitSource.step(expected), answered());
  }

  void judge(List<Measurement> measurements) {
    scene.judge(Subject.SERVICE, measurements);
  }

  private List<EvidenceItem> answered() {
    return List.of(people.answered());
  }

  private JsonNode of(String product) {
    people.askOfCar(Role.OWNER_APP, People.GET, "subscriptions");
    for (JsonNode each : people.reply.path("subscriptions")) {
      if (each.path("product").asText().equals(product)) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }
}
