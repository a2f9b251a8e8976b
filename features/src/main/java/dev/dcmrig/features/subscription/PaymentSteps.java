// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.subscription;

import dev.dcmrig.api.Backend;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.PaymentProvider.Charge;
import dev.dcmrig.api.PaymentProvider.Outcome;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.People;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Same;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Cards, charges, mails and pushes. */
public final class PaymentSteps {
  private static final String CHARGES = "charges of the card";
  private static final String ABOUT = "messages about it";
  private static final String ASTRAY = "messages to somebody else about it";
  private static final String NAMELESS = "messages that do not name the car";

  /** What somebody got, and all that it said. */
  private record Letter(EvidenceItem item, String text) {}

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

  /** As if it were the provider, about the charge that was asked for last. */
  @When("the {person} says that the payment was approved")
  public void approves(Role person) {
    List<Charge> charges = backend().payments().charges();
    scene.need(!charges.isEmpty(), "nothing has been charged");
    people.ask(
        person,
        People.POST,
        "/v1/payments/" + charges.get(charges.size() - 1).id() + "/result",
        People.body().put("outcome", "approved"));
  }

  /** What was charged stands in the evidence, charge by charge; provider and mail need seconds. */
  @Then("the {card} card has been charged {int} time(s), with {int} cents each")
  @Check(quantity = CHARGES, unit = Unit.WORD, source = Source.MAILBOX, within = "10 s")
  @Check(quantity = "sum of the charges", unit = Unit.CENT, source = Source.MAILBOX)
  public void charged(PaymentCard card, int times, int cents) {
    scene.pass(Asked.first().within());
    String digits = card.number().substring(card.number().length() - 4);
    List<Charge> charges =
        backend().payments().charges().stream()
            .filter(charge -> charge.result().equals("approved"))
            .filter(charge -> charge.card().endsWith(digits))
            .toList();
    List<EvidenceItem> items = charges.stream().map(PaymentSteps::item).toList();
    String words = times + " x " + cents + " cents";
    int sum = charges.stream().mapToInt(Charge::cents).sum();
    scene.judge(
        Subject.SERVICE,
        List.of(
            Same.all(
                Asked.of(CHARGES).question(),
                charges.stream().map(charge -> charge.cents() + " cents").toList(),
                Collections.nCopies(times, cents + " cents"),
                LimitSource.step(words),
                items),
            Asked.of("sum of the charges")
                .question()
                .number(
                    sum, Limit.exactly((double) times * cents, LimitSource.step(words)), items)));
  }

  private static EvidenceItem item(Charge charge) {
    String what =
        String.join(
            " ",
            charge.product(),
            String.valueOf(charge.cents()),
            "cents,",
            charge.card() + ",",
            charge.result());
    return new EvidenceItem("charge", Scene.nanos(charge.at()), what);
  }

  @Then("the owner has {int} {message} about {string}")
  @Check(quantity = ABOUT, unit = Unit.ONE, source = Source.MAILBOX, within = "10 s")
  @Check(quantity = ASTRAY, unit = Unit.ONE, source = Source.MAILBOX)
  @Check(quantity = NAMELESS, unit = Unit.ONE, source = Source.MAILBOX)
  public void messages(int count, Boolean push, String words) {
    scene.pass(Asked.first().within());
    List<Letter> letters = push ? pushes(words) : mails(words);
    List<EvidenceItem> about = letters.stream().map(Letter::item).toList();
    List<EvidenceItem> astray =
        about.stream().filter(each -> !each.what().startsWith(people.owner())).toList();
    List<EvidenceItem> nameless =
        letters.stream()
            .filter(each -> !each.text().contains(people.vin()))
            .map(Letter::item)
            .toList();
    scene.judge(
        Subject.SERVICE,
        List.of(
            Counting.of(
                Asked.of(ABOUT).question(),
                about,
                Limit.exactly(count, LimitSource.step(count + " about '" + words + "'"))),
            Counting.of(
                Asked.of(ASTRAY).question(),
                astray,
                Limit.exactly(0, LimitSource.step("the owner"))),
            Counting.of(
                Asked.of(NAMELESS).question(), nameless, Limit.exactly(0, scene.required()))));
  }

  private List<Letter> mails(String words) {
    return backend().mailbox().mails().stream()
        .filter(mail -> has(mail.subject() + "\n" + mail.text(), words))
        .map(
            mail ->
                new Letter(item("mail", mail.at(), mail.to() + ": " + mail.subject()), mail.text()))
        .toList();
  }

  private List<Letter> pushes(String words) {
    return backend().mailbox().pushes().stream()
        .filter(push -> has(push.text(), words))
        .map(
            push ->
                new Letter(item("push", push.at(), push.owner() + ": " + push.text()), push.text()))
        .toList();
  }

  private static EvidenceItem item(String kind, Duration at, String what) {
    return new EvidenceItem(kind, Scene.nanos(at), what);
  }

  /** A new line counts as a blank. */
  private static boolean has(String text, String words) {
    String line = text.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    return line.contains(words.toLowerCase(Locale.ROOT));
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
  @Check(quantity = "texts with a full card number", unit = Unit.ONE, source = Source.SERVICE)
  public void noCardNumber() {
    scene.need(!cards.isEmpty(), "no card has been given");
    people.ask(Role.OWNER_APP, People.GET, methods());
    scene.need(people.isGranted(), "the service shows no payment methods: " + people.said());
    List<EvidenceItem> texts = new ArrayList<>();
    Duration now = scene.now();
    people.replies().forEach(text -> texts.add(item("answer", now, text)));
    backend().mailbox().mails().forEach(mail -> texts.add(item("mail", mail.at(), mail + "")));
    backend().mailbox().pushes().forEach(push -> texts.add(item("push", push.at(), push + "")));
    backend()
        .payments()
        .charges()
        .forEach(charge -> texts.add(item("charge", charge.at(), charge + "")));
    scene
        .bench()
        .observations()
        .all()
        .forEach(seen -> texts.add(item("observation", seen.at(), seen + "")));
    scene.bench().radioLink().http().forEach(seen -> texts.add(item("http", seen.at(), seen + "")));
    List<EvidenceItem> told =
        texts.stream()
            .filter(text -> cards.stream().anyMatch(card -> card.isIn(text.what())))
            // The number itself goes into no evidence.
            .map(text -> new EvidenceItem(text.kind(), text.nanos(), "a full card number"))
            .toList();
    scene.judge(
        Subject.SERVICE,
        Counting.of(scene.question(), told, Limit.exactly(0, LimitSource.step("no"))));
  }
}
