// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dcmrig.api.PaymentProvider.Charge;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.telematics.TelematicsRules;
import dev.dcmrig.telematics.domain.OrderPublisher;
import dev.dcmrig.telematics.domain.TelematicsModel;
import dev.dcmrig.telematics.http.ApiAnswer;
import dev.dcmrig.telematics.http.RequestLimit;
import dev.dcmrig.telematics.http.Role;
import dev.dcmrig.telematics.http.Router;
import dev.dcmrig.telematics.http.Routes;
import dev.dcmrig.telematics.mail.OwnerMail;
import dev.dcmrig.telematics.payments.StubPaymentProvider;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The shop with its provider and its calendar, on virtual time and without a socket. It begins at
 * 18:00 of 2026-06-01 in Melbourne, with one car whose owner is {@code owner-001}.
 */
public final class ShopUnderTest {
  public static final String VIN = "DCMR0REF000000001";
  public static final String OWNER = "owner-001";
  public static final String VISA = "{'number':'4111111111111111','expiry':'12/39'}";
  public static final String MASTERCARD = "{'number':'5555555555554444','expiry':'12/39'}";

  private static final ZoneId MELBOURNE = ZoneId.of("Australia/Melbourne");

  /** A mail or a push notice. */
  public record Sent(String to, String subject, String text) {}

  public final VirtualTimeline timeline = new VirtualTimeline();
  public final List<Sent> mails = new ArrayList<>();
  public final List<Sent> pushes = new ArrayList<>();
  public final StubPaymentProvider provider;
  public final TelematicsModel model;
  final SubscriptionService service;
  private final Router router;

  /** How many results of payments the service is not there for. */
  int resultsLost;

  public ShopUnderTest() {
    this(TelematicsRules.REQUIRED);
  }

  ShopUnderTest(TelematicsRules rules) {
    provider = new StubPaymentProvider(timeline, this::tell);
    service =
        new SubscriptionService(
            timeline, ShippedPackages.read(), new Listed(), provider, rules, rules);
    try {
      model =
          new TelematicsModel(
              timeline,
              KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate(),
              new Nobody(),
              service);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    Routes routes = new Routes();
    model.routes(routes, rules, rules);
    new SubscriptionApi(service, provider, rules).routes(routes);
    router = new Router(routes, model, new RequestLimit(timeline));
    model.provision(VIN);
  }

  private boolean tell(String payment, String outcome) {
    if (resultsLost > 0) {
      resultsLost--;
      return false;
    }
    ask(
        Role.PAYMENT_PROVIDER,
        "POST",
        "/v1/payments/" + payment + "/result",
        "{'outcome':'" + outcome + "'}");
    return true;
  }

  /** One request; quotes of the body may be single ones. */
  public ApiAnswer ask(Role role, String method, String path, String json) {
    return router.answer(
        role,
        role == Role.DCM ? VIN : "",
        method,
        path,
        "",
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** One request about the car: {@code "201"}, or with its reason {@code "409 already-active"}. */
  public String ofCar(Role role, String method, String rest, String json) {
    return said(ask(role, method, "/v1/vehicles/" + VIN + "/" + rest, json));
  }

  public static String said(ApiAnswer answer) {
    JsonNode body = answer.body() == null ? MissingNode.getInstance() : answer.body();
    return (answer.status() + " " + body.path("reason").asText()).strip();
  }

  public String delivered(String day, String packageName, String dcm) {
    return ofCar(
        Role.DEALER,
        "PUT",
        "delivery",
        String.format("{'firstDelivery':'%s','package':'%s','dcm':'%s'}", day, packageName, dcm));
  }

  public ApiAnswer card(String owner, String json) {
    return ask(Role.OWNER_APP, "POST", "/v1/owners/" + owner + "/payment-methods", json);
  }

  public String subscribe(String product, String kind) {
    return ofCar(
        Role.OWNER_APP,
        "POST",
        "subscriptions",
        "{'product':'" + product + "','kind':'" + kind + "'}");
  }

  /** {@code cancel} or {@code reactivate}. */
  public String act(String product, String action) {
    return ofCar(Role.OWNER_APP, "POST", "subscriptions/" + product + "/" + action, "");
  }

  public String autoRenewal(String product, boolean on) {
    return ofCar(
        Role.OWNER_APP,
        "PUT",
        "subscriptions/" + product + "/auto-renewal",
        "{'enabled':" + on + "}");
  }

  public String sold(String owner) {
    return ofCar(Role.DEALER, "PUT", "ownership", "{'owner':'" + owner + "'}");
  }

  /** A car without complimentary tracking any more, and its owner's paid month, begun today. */
  public void paidTracking() {
    delivered("2023-03-01", "essential", "gen1");
    card(OWNER, VISA);
    subscribe("svt", "paid");
    pass(Duration.ofSeconds(5));
  }

  public void pass(Duration duration) {
    timeline.runUntil(timeline.nowNanos() + duration.toNanos());
  }

  /** Time passes to this time of Melbourne, {@code "2026-07-01T00:00:01"}. */
  public void passTo(String local) {
    Duration at =
        Duration.between(
            timeline.epoch(), LocalDateTime.parse(local).atZone(MELBOURNE).toInstant());
    timeline.runUntil(at.toNanos());
  }

  /** Kind, state and end, as people see them: {@code "paid active 2026-07-01"}. */
  public String status(String product) {
    JsonNode body = ask(Role.OWNER_APP, "GET", "/v1/vehicles/" + VIN + "/subscriptions", "").body();
    for (JsonNode each : body == null ? MissingNode.getInstance() : body.path("subscriptions")) {
      if (each.path("product").asText().equals(product)) {
        return each.path("kind").asText()
            + " "
            + each.path("state").asText()
            + (each.path("ends").isNull() ? "" : " " + each.path("ends").asText());
      }
    }
    throw new IllegalArgumentException("no product " + product);
  }

  /** What was charged and not given back, in order: {@code "VISA 1111"}. */
  public List<String> kept() {
    List<Charge> charges = provider.charges();
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < charges.size(); i++) {
      boolean back = provider.refunds().contains("PAY-" + (i + 1));
      if (charges.get(i).result().equals("approved") && !back) {
        kept.add(charges.get(i).card());
      }
    }
    return kept;
  }

  /** Subjects of the mails to an address. */
  public List<String> subjectsTo(String to) {
    return mails.stream().filter(mail -> mail.to().equals(to)).map(Sent::subject).toList();
  }

  private final class Listed implements OwnerMail {
    @Override
    public void mail(String to, String subject, String text) {
      mails.add(new Sent(to, subject, text));
    }

    @Override
    public void push(String owner, String text) {
      pushes.add(new Sent(owner, "", text));
    }
  }

  private static final class Nobody implements OrderPublisher {
    @Override
    public void publish(String vin, String part, String payload) {}

    @Override
    public void page(String vin, String text) {}
  }
}
