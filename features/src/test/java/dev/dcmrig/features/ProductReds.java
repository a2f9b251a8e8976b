// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.VIN;

import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.features.subscription.PaidProductStates;
import dev.dcmrig.features.subscription.Shop;
import dev.dcmrig.features.subscription.TrialProductStates;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cases of the signs of the shop's products. */
final class ProductReds {
  private static final String SHOWN = "kind, state and auto-renewal as the app shows them";
  private static final String ENDS = "end of the product as the app shows it";
  private static final String PROBES = "taking it up again, and switching auto-renewal on";
  private static final String USED = "use of the product";
  private static final String NOTHING = "nothing-to-reactivate";
  private static final String NOT_PAID = "not-a-paid-product";
  private static final String INACTIVE = "subscription-inactive";
  private static final String GRANTED = "granted";
  private static final String PAID = "paid active";
  private static final String RENEWING = "paid active renewing";

  private ProductReds() {}

  static Stream<Reds> all() {
    Class<PaidProductStates> paid = PaidProductStates.class;
    Class<TrialProductStates> trial = TrialProductStates.class;
    return Stream.of(
        ends(
            of(
                paid,
                "complimentary",
                "complimentary active",
                "2026-06-03",
                GRANTED,
                NOTHING,
                NOT_PAID),
            "2026-06-03"),
        of(
            paid,
            "complimentary cancelled",
            "complimentary cancelled",
            "",
            INACTIVE,
            GRANTED,
            NOT_PAID),
        over(),
        ends(bought(), "2026-07-01"),
        of(paid, "paid cancelled", PAID, "", GRANTED, GRANTED, GRANTED),
        of(paid, "not renewed", PAID, "", GRANTED, NOTHING, GRANTED),
        overdue(),
        of(paid, "sold", PAID, "", GRANTED, NOTHING, NOT_PAID),
        of(trial, "available", "none trial-available", "", INACTIVE, NOTHING, NOT_PAID),
        ends(
            of(trial, "trial", "trial active", "2026-09-01", GRANTED, NOTHING, NOT_PAID),
            "2026-09-01"),
        of(trial, "cancelled", "trial trial-available", "", INACTIVE, GRANTED, NOT_PAID),
        of(trial, "over", "trial expired", "", INACTIVE, NOTHING, NOT_PAID));
  }

  /** What the service says of the product: {@code "paid active renewing"}. */
  private static void shown(Evidence e, String words, String ends) {
    String[] parts = words.split(" ", 3);
    StringBuilder all = new StringBuilder();
    for (String product : new String[] {"svt", "remote"}) {
      all.append(all.isEmpty() ? "" : ",")
          .append(
              String.format(
                  "{'product':'%s','kind':'%s','state':'%s','ends':'%s','autoRenewal':%s}",
                  product, parts[0], parts[1], ends, parts.length == 3));
    }
    e.reply(200, "{'subscriptions':[" + all + "]}", "GET", "/subscriptions");
  }

  /** One answer, by its reason. */
  private static void says(Evidence e, String said, String... request) {
    if (said.equals(GRANTED)) {
      e.reply(200, "{'id':'X-1'}", request);
    } else {
      e.reply(409, "{'reason':'" + said + "'}", request);
    }
  }

  private static void used(Evidence e, String said) {
    says(e, said, "POST", "/v1/tracking-requests {");
    says(e, said, "POST", VIN + "/commands");
  }

  private static Consumer<Evidence> service(
      String shown, String ends, String used, String again, String renewal) {
    return e -> {
      shown(e, shown, ends);
      used(e, used);
      says(e, again, "POST", "/reactivate");
      says(e, renewal, "PUT", "/auto-renewal");
    };
  }

  /** The state, and one wrong answer of each kind. */
  private static Reds of(
      Class<? extends StateMachine> machine,
      String state,
      String shown,
      String ends,
      String used,
      String again,
      String renewal) {
    String other = used.equals(GRANTED) ? INACTIVE : GRANTED;
    Reds reds =
        Reds.of(
                machine.getSimpleName() + ": " + state,
                service(shown, ends, used, again, renewal),
                p -> p.event(10).sign(machine, state))
            .red(USED, e -> used(e, other), quoted(other), quoted(used));
    probes(reds, again, renewal);
    return reds.red(SHOWN, e -> shown(e, "paid expired", ends), "'paid expired'", quoted(shown));
  }

  private static void probes(Reds reds, String again, String renewal) {
    String other = again.equals(GRANTED) ? NOTHING : GRANTED;
    reds.red(
        PROBES,
        e -> says(e, other, "POST", "/reactivate"),
        quoted(other + ", " + renewal),
        quoted(again + ", " + renewal));
  }

  private static Reds ends(Reds reds, String ends) {
    return reds.red(
        ENDS,
        e ->
            e.replies.replaceAll(
                each ->
                    new Evidence.Reply(
                        each.words(),
                        new dev.dcmrig.api.ServiceApi.Answer(
                            each.answer().status(),
                            each.answer().body().replace(ends, "2026-12-31")))),
        "'2026-12-31'",
        quoted(ends));
  }

  private static String quoted(String words) {
    return "'" + words + "'";
  }

  /** Neither is shown any more, so what is shown does not matter. */
  private static Reds over() {
    Reds reds =
        Reds.of(
                "PaidProductStates: over",
                service("none none", "", INACTIVE, NOTHING, NOT_PAID),
                p -> p.event(10).sign(PaidProductStates.class, "over"))
            .red(USED, e -> used(e, GRANTED), quoted(GRANTED), quoted(INACTIVE));
    probes(reds, NOTHING, NOT_PAID);
    return reds;
  }

  /** Bought on the bench's first day; a month is over on the first of the next. */
  private static Reds bought() {
    Reds reds =
        Reds.of(
                "PaidProductStates: paid",
                e -> {
                  service(RENEWING, "2026-07-01", GRANTED, NOTHING, GRANTED).accept(e);
                  says(e, GRANTED, "POST", "/payment-methods");
                  says(e, GRANTED, "POST", VIN + "/subscriptions {");
                },
                p -> {
                  p.event(10).of(Shop.class).buy("svt");
                  p.sign(PaidProductStates.class, "paid");
                })
            .red(USED, e -> used(e, INACTIVE), quoted(INACTIVE), quoted(GRANTED))
            .red(SHOWN, e -> shown(e, PAID, "2026-07-01"), quoted(PAID), quoted(RENEWING));
    probes(reds, NOTHING, GRANTED);
    return reds;
  }

  /** Three days after the end of the first month. */
  private static Reds overdue() {
    return ends(
        Reds.of(
                "PaidProductStates: overdue",
                service(RENEWING, "2026-07-06", GRANTED, NOTHING, GRANTED),
                p -> p.event(10).sign(PaidProductStates.class, "overdue"))
            .red(USED, e -> used(e, INACTIVE), quoted(INACTIVE), quoted(GRANTED))
            .red(SHOWN, e -> shown(e, PAID, "2026-07-06"), quoted(PAID), quoted(RENEWING)),
        "2026-07-06");
  }
}
