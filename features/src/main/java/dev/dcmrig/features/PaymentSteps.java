// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.Backend;
import dev.dcmrig.api.Mailbox.Mail;
import dev.dcmrig.api.Mailbox.Push;
import dev.dcmrig.api.PaymentProvider.Charge;
import dev.dcmrig.api.PaymentProvider.Outcome;
import dev.dcmrig.api.ServiceApi.Role;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cards, charges, mails and pushes. */
public final class PaymentSteps {
  /** Provider and mail server answer in seconds. */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private final Scene scene;
  private final People people;
  private final List<PaymentCard> cards = new ArrayList<>();

  public PaymentSteps(Scene scene, People people) {
    this.scene = scene;
    this.people = people;
  }

  private Backend backend() {
    return scene.bench().backend();
  }

  @When("the owner {cardAction} a(n) {card} card")
  public void give(Boolean change, PaymentCard card) {
    cards.add(card);
    if (change) {
      people.ask(Role.OWNER_APP, People.PUT, methods() + "/" + people.paymentMethod, card.json());
      return;
    }
    people.ask(Role.OWNER_APP, People.POST, methods(), card.json());
    if (people.isGranted()) {
      people.paymentMethod = people.reply.path("id").asText();
    }
  }

  private String methods() {
    return "/v1/owners/" + people.owner() + "/payment-methods";
  }

  @Given("the payment provider {providerAnswer}")
  public void answers(Outcome outcome) {
    backend().payments().answer(outcome);
  }

  @Then("the {card} card has been charged {int} time(s), with {int} cents each")
  public void charged(PaymentCard card, int times, int cents) {
    scene.pass(SETTLED);
    String digits = card.number().substring(card.number().length() - 4);
    List<Charge> charges =
        backend().payments().charges().stream()
            .filter(charge -> charge.result().equals("approved"))
            .filter(charge -> charge.card().endsWith(digits))
            .toList();
    scene.service(
        charges.size() == times && charges.stream().allMatch(charge -> charge.cents() == cents),
        () -> "expected " + times + " charges of " + cents + " cents, saw " + charges);
  }

  @Then("the owner has {int} {message} about {string}")
  public void messages(int count, Boolean push, String words) {
    scene.pass(SETTLED);
    List<String> about = push ? pushes(words) : mails(words);
    scene.service(
        about.size() == count && about.stream().allMatch(each -> each.startsWith(people.owner())),
        () -> "expected " + count + " about '" + words + "' to the owner, saw " + about);
  }

  private List<String> mails(String words) {
    return backend().mailbox().mails().stream()
        .filter(mail -> has(mail.subject() + "\n" + mail.text(), words))
        .map(mail -> mail.to() + ": " + mail.subject())
        .toList();
  }

  private List<String> pushes(String words) {
    return backend().mailbox().pushes().stream()
        .filter(push -> has(push.text(), words))
        .map(push -> push.owner() + ": " + push.text())
        .toList();
  }

  private static boolean has(String text, String words) {
    return text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
  }

  @Given("the owner has switched push notices {on}")
  public void push(Boolean on) {
    people.ask(
        Role.OWNER_APP,
        People.PUT,
        "/v1/owners/" + people.owner() + "/notices",
        People.body().put("push", on));
    people.needGranted("the switch of push notices");
  }

  /** In nothing that the service has answered, sent, charged or let the DCM see (PRV-03). */
  @Then("no full card number can be read anywhere")
  public void noCardNumber() {
    people.ask(Role.OWNER_APP, People.GET, methods());
    scene.service(people.isGranted(), () -> "expected the payment methods, saw " + people.said());
    List<String> texts = new ArrayList<>(people.replies());
    backend().mailbox().mails().stream().map(Mail::toString).forEach(texts::add);
    backend().mailbox().pushes().stream().map(Push::toString).forEach(texts::add);
    backend().payments().charges().stream().map(Charge::toString).forEach(texts::add);
    scene.bench().observations().all().forEach(seen -> texts.add(seen.toString()));
    scene.bench().radioLink().http().forEach(seen -> texts.add(seen.toString()));
    scene.need(!cards.isEmpty(), "no card has been given");
    for (PaymentCard card : cards) {
      boolean told =
          texts.stream().anyMatch(text -> text.replaceAll("[ -]", "").contains(card.number()));
      scene.service(!told, () -> "the full number of the " + card + " card can be read");
    }
  }
}
