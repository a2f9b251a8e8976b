// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.PLACE;
import static dev.dcmrig.features.Evidence.VIN;
import static dev.dcmrig.features.Evidence.at;
import static dev.dcmrig.features.Evidence.north;

import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.Mailbox.Mail;
import dev.dcmrig.api.Mailbox.Push;
import dev.dcmrig.api.PaymentProvider.Charge;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.api.TelematicsService.Requester;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.features.car.EnvironmentSteps;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.features.service.ServiceSteps;
import dev.dcmrig.features.subscription.PaymentCard;
import dev.dcmrig.features.subscription.PaymentSteps;
import dev.dcmrig.features.subscription.RoleChecks;
import dev.dcmrig.features.subscription.SubscriptionSteps;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Cases of what the service says: {@link ServiceSteps}, shop, payments, roles. */
final class ServiceReds {
  private static final String OWNER = "owner-001";
  private static final String ASKS_FOR_POSITIONS = "/positions";
  private static final String SUBSCRIPTIONS = "GET /v1/vehicles/" + VIN + "/subscriptions";

  private ServiceReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        answered(),
        request(),
        status(),
        sees(),
        seesNot(),
        result(),
        location(),
        charged(),
        mails(),
        pushes(),
        cardNumber(),
        subscription(),
        ends(),
        roles());
  }

  private static Reds answered() {
    return Reds.of(
            "the service refuses it: not-a-paid-product",
            e -> e.reply(409, "{'reason':'not-a-paid-product'}", "reactivation"),
            p -> {
              p.event(10).of(ServiceSteps.class).reactivate("renew");
              p.of(ServiceSteps.class).answered("refuses it: not-a-paid-product");
            })
        .red(
            "what the service says",
            e -> e.reply(409, "{'reason':'unknown'}", "reactivation"),
            "'refuses it: unknown'",
            "'refuses it: not-a-paid-product'")
        .red(
            "what the service says",
            e -> e.reply(200, "{}", "reactivation"),
            "'grants it'",
            "'refuses it: not-a-paid-product'");
  }

  /** The service's port says the status at once; the step before it waits for a configuration. */
  private static Reds request() {
    return Reds.of(
            "the request is granted",
            e -> e.get(11, Traffic.CONFIGURATION, 200),
            p -> {
              p.event(10).of(EnvironmentSteps.class).switchCalls(Requester.DEALER, true);
              p.of(EnvironmentSteps.class).answered(true);
            })
        .red("status of the service's answer", e -> e.switched = 403, "403", "exactly 204");
  }

  private static Reds status() {
    return Reds.of(
            "the owner's app shows tracking as active",
            e -> e.reply(200, "{'status':'active'}", "tracking-status"),
            p -> p.event(10).of(ServiceSteps.class).status("active"))
        .red(
            "status of tracking in the app",
            e -> e.reply(200, "{'status':'none'}", "tracking-status"),
            "'none'",
            "'active'")
        .red(
            "fields of the answer to the app",
            e -> e.reply(200, "{'status':'active','latitude':1}", "tracking-status"),
            "'latitude, status'",
            "'status'");
  }

  private static String place(Place place) {
    return String.format(
        Locale.ROOT, "{'latitude':%.7f,'longitude':%.7f}", place.latitude(), place.longitude());
  }

  private static String positions(Place place) {
    return "{'positions':[{'position':" + place(place) + "}]}";
  }

  private static Reds sees() {
    return Reds.of(
            "the police sees the car's position",
            e -> e.reply(200, positions(north(PLACE, 149.9)), ASKS_FOR_POSITIONS),
            p -> p.event(10).of(ServiceSteps.class).sight(Role.POLICE, true))
        .red(
            "positions in the service's answers",
            e -> e.reply(200, "{'positions':[]}", ASKS_FOR_POSITIONS),
            "0",
            "at least 1")
        .red(
            "distance of the told position from the car",
            e -> e.reply(200, positions(north(PLACE, 150.1)), ASKS_FOR_POSITIONS),
            "150.1 m",
            "at most 0.0 m \u00b1 150.0 m");
  }

  private static Reds seesNot() {
    return Reds.of(
            "the dealer does not see the car's position",
            e -> {},
            p -> p.event(10).of(ServiceSteps.class).sight(Role.DEALER, false))
        .red(
            "positions in the service's answers",
            e -> e.reply(200, place(PLACE), "/location"),
            "1",
            "exactly 0")
        .red(
            "positions in the service's answers",
            e -> e.reply(200, positions(PLACE), ASKS_FOR_POSITIONS),
            "1",
            "exactly 0");
  }

  private static Reds result() {
    return Reds.of(
            "the DCM reports the command as done within 5 s",
            e -> {
              e.reply(202, "{'id':'C-1'}", "POST", "/commands");
              e.reply(200, "{'result':'done'}", "GET", "/commands/C-1");
              e.post(15, Traffic.RESULTS, "r", "'command':'C-1','result':'done'", 204);
            },
            p -> {
              p.event(10).of(ServiceSteps.class).command("lock");
              p.of(ServiceSteps.class).result("done", p.span("5 s"));
            })
        .red(
            "time to the result of the command",
            e -> e.move(0, 15.001),
            "5.001 s",
            "at most 5.000 s")
        .red(
            "results of the command",
            e -> e.say(0, "'done'", "'refused','reason':'car-is-driven'"),
            "'refused as car-is-driven'",
            "'done'")
        .red(
            "result in the owner's app",
            e -> e.reply(200, "{'result':'refused'}", "GET", "/commands/C-1"),
            "'refused'",
            "'done'");
  }

  private static Reds location() {
    return Reds.of(
            "the owner's app shows the car within 150 m of where it is",
            e -> e.reply(200, place(north(PLACE, 149.9)), "/location"),
            p -> p.event(10).of(ServiceSteps.class).location(150))
        .red(
            "distance of the told position from the car",
            e -> e.reply(200, place(north(PLACE, 150.1)), "/location"),
            "150.1 m",
            "at most 150.0 m")
        .red(
            "distance of the told position from the car",
            e -> e.reply(403, "{'reason':'not-the-owner'}", "/location"),
            "no position: 403 {\"reason\":\"not-the-owner\"}",
            "at most 150.0 m");
  }

  private static Charge charge(int cents, String card, String result) {
    return new Charge("C", at(12), VIN, "svt", cents, card, result);
  }

  private static Reds charged() {
    return Reds.of(
            "the VISA card has been charged 2 times, with 990 cents each",
            e -> {
              e.charges.add(charge(990, "VISA 1111", "approved"));
              e.charges.add(charge(990, "VISA 1111", "approved"));
              e.charges.add(charge(990, "VISA 1111", "declined"));
              e.charges.add(charge(990, "MC 4444", "approved"));
            },
            p -> p.event(10).of(PaymentSteps.class).charged(PaymentCard.VISA, 2, 990))
        .red(
            "charges of the card",
            e -> e.charges.set(0, charge(990, "VISA 1111", "none")),
            "'990 cents'",
            "'990 cents, 990 cents'")
        .red(
            "sum of the charges",
            e -> e.charges.set(0, charge(991, "VISA 1111", "approved")),
            "1981 cent",
            "exactly 1980 cent");
  }

  private static Mail mail(double at, String to, String text) {
    return new Mail(at(at), to, "Your receipt", text);
  }

  private static Reds mails() {
    return Reds.of(
            "the owner has 1 e-mail about receipt",
            e -> e.mails.add(mail(20, OWNER + "@mail.example", "For " + VIN)),
            p -> p.event(10).of(PaymentSteps.class).messages(1, false, "receipt"))
        .red("messages about it", e -> e.mails.add(mail(19, OWNER, VIN)), "2", "exactly 1")
        .red("messages about it", e -> e.mails.set(0, mail(20.1, OWNER, VIN)), "0", "exactly 1")
        .red(
            "messages to somebody else about it",
            e -> e.mails.set(0, mail(20, "owner-002@mail.example", VIN)),
            "1",
            "exactly 0")
        .red(
            "messages that do not name the car",
            e -> e.mails.set(0, mail(20, OWNER, "For your car")),
            "1",
            "exactly 0");
  }

  private static Reds pushes() {
    return Reds.of(
            "the owner has 1 push notice about tracking",
            e -> e.pushes.add(new Push(at(15), OWNER, "Tracking of\n" + VIN)),
            p -> p.event(10).of(PaymentSteps.class).messages(1, true, "tracking of"))
        .red("messages about it", e -> e.pushes.clear(), "0", "exactly 1");
  }

  private static Reds cardNumber() {
    return Reds.of(
            "no full card number can be read anywhere",
            e -> {
              e.reply(201, "{'id':'P-1'}", "POST", "payment-methods");
              e.reply(200, "{'methods':['VISA 1111']}", "GET", "payment-methods");
              e.mails.add(mail(5, OWNER, "VISA 1111"));
              e.pushes.add(new Push(at(5), OWNER, "VISA 1111"));
              e.charges.add(charge(990, "VISA 1111", "approved"));
            },
            p -> {
              p.event(15).of(PaymentSteps.class).give(false, PaymentCard.VISA);
              p.of(PaymentSteps.class).noCardNumber();
            })
        .red(
            "texts with a full card number",
            e -> e.reply(200, "{'methods':['4111 1111 1111 1111']}", "GET", "payment-methods"),
            "1",
            "exactly 0")
        .red(
            "texts with a full card number",
            e -> e.mails.set(0, mail(5, OWNER, "4111-1111-1111-1111")),
            "1",
            "exactly 0")
        .red(
            "texts with a full card number",
            e -> e.charges.set(0, charge(990, "VISA 4111111111111111", "approved")),
            "1",
            "exactly 0")
        .red(
            "texts with a full card number",
            e -> e.noted(12, Subject.DCM, "4111111111111111"),
            "1",
            "exactly 0")
        .red(
            "texts with a full card number",
            e -> e.post(12, Traffic.TELEMETRY, "t", "'card':'4111111111111111'", 204),
            "1",
            "exactly 0");
  }

  private static void subscription(Evidence e, String kind, String state, String ends) {
    e.reply(
        200,
        String.format(
            "{'subscriptions':[{'product':'remote','kind':'none','state':'none','ends':''},"
                + "{'product':'svt','kind':'%s','state':'%s','ends':'%s'}]}",
            kind, state, ends),
        SUBSCRIPTIONS);
  }

  private static Reds subscription() {
    return Reds.of(
            "the svt subscription is paid and active",
            e -> subscription(e, "paid", "active", "2026-07-01"),
            p -> p.event(10).of(SubscriptionSteps.class).state("svt", "paid", "active"))
        .red(
            "kind and state of the subscription",
            e -> subscription(e, "paid", "cancelled", "2026-07-01"),
            "'paid and cancelled'",
            "'paid and active'");
  }

  private static Reds ends() {
    return Reds.of(
            "the svt subscription ends on 2026-07-01",
            e -> subscription(e, "paid", "active", "2026-07-01"),
            p -> p.event(10).of(SubscriptionSteps.class).ends("svt", LocalDate.of(2026, 7, 1)))
        .red(
            "last day of the subscription",
            e -> subscription(e, "paid", "active", "2026-07-02"),
            "'2026-07-02'",
            "'2026-07-01'");
  }

  private static Reds roles() {
    return Reds.of(
            "GET /v1/vehicles/VIN/tracking-status is for: the owner's app",
            e -> {
              e.reply(403, "{}", "/tracking-status");
              e.reply(401, "{}", "FORGER", "/tracking-status");
              e.reply(401, "{}", "NOBODY", "/tracking-status");
              e.reply(200, "{}", "OWNER_APP " + OWNER, "/tracking-status");
            },
            p ->
                p.event(10)
                    .of(RoleChecks.class)
                    .isFor("GET /v1/vehicles/VIN/tracking-status", List.of("the owner's app")))
        .red(
            "roles that the service answers",
            e -> e.reply(200, "{}", "OWNER_APP owner-0 ", "/tracking-status"),
            "'the former owner's app, the owner's app'",
            "'the owner's app'")
        .red(
            "roles that the service refuses in another way",
            e -> e.reply(403, "{}", "NOBODY", "/tracking-status"),
            "'nobody's token 403'",
            "'none'")
        .red(
            "roles at whose request the service breaks",
            e -> e.reply(500, "{}", "OWNER_APP " + OWNER, "/tracking-status"),
            "'the owner's app 500'",
            "'none'");
  }
}
