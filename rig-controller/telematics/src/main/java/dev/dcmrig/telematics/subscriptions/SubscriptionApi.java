// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.telematics.http.ApiAnswer;
import dev.dcmrig.telematics.http.ApiCall;
import dev.dcmrig.telematics.http.Role;
import dev.dcmrig.telematics.http.Routes;
import dev.dcmrig.telematics.payments.Card;
import dev.dcmrig.telematics.payments.CardRules;
import dev.dcmrig.telematics.payments.PaymentGateway;
import dev.dcmrig.telematics.payments.PaymentMethod;
import dev.dcmrig.telematics.payments.Wallets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The shop: subscriptions, payment methods, notices (SUB-01 to SUB-06, SUB-09). */
public final class SubscriptionApi {
  private static final Set<Role> APP = EnumSet.of(Role.OWNER_APP);

  /** No car with a DCM was delivered before. */
  private static final LocalDate FIRST_DELIVERY = LocalDate.of(2000, 1, 1);

  private final SubscriptionService service;
  private final Wallets wallets;

  public SubscriptionApi(SubscriptionService service, PaymentGateway gateway, CardRules rules) {
    this.service = service;
    this.wallets = new Wallets(gateway, rules);
  }

  /** Adds the endpoints. */
  public void routes(Routes routes) {
    String vehicle = "/v1/vehicles/{vin}/subscriptions";
    add(routes, "GET", vehicle, EnumSet.of(Role.OWNER_APP, Role.CUSTOMER_ASSISTANCE), this::list);
    add(routes, "POST", vehicle, APP, this::begin);
    add(routes, "POST", vehicle + "/{product}/cancel", APP, this::cancel);
    add(routes, "POST", vehicle + "/{product}/reactivate", APP, this::reactivate);
    add(routes, "PUT", vehicle + "/{product}/auto-renewal", APP, this::autoRenewal);
    String methods = "/v1/owners/{owner}/payment-methods";
    add(routes, "POST", methods, APP, this::addMethod);
    add(routes, "GET", methods, APP, this::methods);
    add(routes, "PUT", methods + "/{id}", APP, this::changeMethod);
    add(routes, "PUT", "/v1/owners/{owner}/notices", APP, this::notices);
    add(
        routes,
        "POST",
        "/v1/payments/{id}/result",
        EnumSet.of(Role.PAYMENT_PROVIDER),
        this::paymentResult);
    add(routes, "PUT", "/v1/vehicles/{vin}/delivery", EnumSet.of(Role.DEALER), this::delivery);
  }

  /** The timeline's thread changes what requests read; the service's lock keeps them apart. */
  private void add(
      Routes routes, String method, String template, Set<Role> roles, Routes.Handler handler) {
    routes.add(
        method,
        template,
        roles,
        call -> {
          synchronized (service) {
            return handler.answer(call);
          }
        });
  }

  private static String variable(ApiCall call, String name) {
    return call.variables().getOrDefault(name, "");
  }

  private Optional<SubscribedVehicle> vehicle(ApiCall call) {
    return Optional.ofNullable(service.vehicle(variable(call, "vin")));
  }

  private static ApiAnswer unknown() {
    return ApiAnswer.refused(404, "vehicle-unknown");
  }

  private ObjectNode shown(SubscribedVehicle vehicle, Subscription subscription) {
    Subscription.Status status = service.status(vehicle, subscription);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("product", subscription.product());
    node.put("kind", status.kind()).put("state", status.state());
    LocalDate ends = status.ends();
    if (ends == null) {
      node.putNull("ends");
    } else {
      node.put("ends", ends.toString());
    }
    return node.put("autoRenewal", status.autoRenewal());
  }

  private ApiAnswer list(ApiCall call) {
    Optional<SubscribedVehicle> vehicle = vehicle(call);
    if (vehicle.isEmpty()) {
      return unknown();
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    for (Subscription subscription : vehicle.get().products.values()) {
      answer.withArray("subscriptions").add(shown(vehicle.get(), subscription));
    }
    return ApiAnswer.ok(answer);
  }

  private ApiAnswer begin(ApiCall call) {
    Optional<SubscribedVehicle> found = vehicle(call);
    if (found.isEmpty()) {
      return unknown();
    }
    SubscribedVehicle vehicle = found.get();
    Subscription subscription = vehicle.products.get(call.body().path("product").asText());
    if (subscription == null) {
      return ApiAnswer.refused(422, "product-unknown");
    }
    Subscription.Status status = service.status(vehicle, subscription);
    if (status.state().equals("pending")) {
      // A double click: the charge is under way.
      return ApiAnswer.created(shown(vehicle, subscription));
    }
    if (status.active()) {
      return ApiAnswer.refused(409, "already-active");
    }
    return switch (call.body().path("kind").asText()) {
      case "trial" -> trial(vehicle, subscription);
      case "paid" -> paid(call, vehicle, subscription);
      default -> ApiAnswer.refused(422, "kind-unknown");
    };
  }

  private ApiAnswer trial(SubscribedVehicle vehicle, Subscription subscription) {
    if (!subscription.isTrialAvailable(service.today(vehicle))) {
      return ApiAnswer.refused(422, "trial-not-available");
    }
    service.beginTrial(vehicle, subscription);
    return ApiAnswer.created(shown(vehicle, subscription));
  }

  private ApiAnswer paid(ApiCall call, SubscribedVehicle vehicle, Subscription subscription) {
    Optional<PaymentMethod> method =
        wallets.find(vehicle.owner, call.body().path("paymentMethod").asText());
    if (method.isEmpty()) {
      return ApiAnswer.refused(422, "payment-method-missing");
    }
    service.buy(vehicle, subscription, method.get());
    return ApiAnswer.created(shown(vehicle, subscription));
  }

  /** Answers about one product of one vehicle. */
  @FunctionalInterface
  private interface OfProduct {
    ApiAnswer answer(SubscribedVehicle vehicle, Subscription subscription);
  }

  private ApiAnswer product(ApiCall call, OfProduct then) {
    Optional<SubscribedVehicle> vehicle = vehicle(call);
    if (vehicle.isEmpty()) {
      return unknown();
    }
    Subscription subscription = vehicle.get().products.get(variable(call, "product"));
    return subscription == null
        ? ApiAnswer.refused(404, "product-unknown")
        : then.answer(vehicle.get(), subscription);
  }

  private ApiAnswer cancel(ApiCall call) {
    return product(
        call,
        (vehicle, subscription) -> {
          String state = service.status(vehicle, subscription).state();
          if (!state.equals("active") && !state.equals("pending")) {
            return ApiAnswer.refused(409, "not-active");
          }
          service.cancel(vehicle, subscription);
          return ApiAnswer.ok(shown(vehicle, subscription));
        });
  }

  private ApiAnswer reactivate(ApiCall call) {
    return product(
        call,
        (vehicle, subscription) ->
            service.reactivate(vehicle, subscription)
                ? ApiAnswer.ok(shown(vehicle, subscription))
                : ApiAnswer.refused(409, "nothing-to-reactivate"));
  }

  private ApiAnswer autoRenewal(ApiCall call) {
    return product(
        call,
        (vehicle, subscription) -> {
          PaidPlan plan = subscription.plan().filter(each -> !each.isEnded()).orElse(null);
          if (plan == null) {
            return ApiAnswer.refused(409, "not-a-paid-product");
          }
          if (!call.body().path("enabled").isBoolean()) {
            return ApiAnswer.refused(422, "enabled-missing");
          }
          service.autoRenewal(vehicle, plan, call.body().path("enabled").asBoolean());
          return ApiAnswer.done();
        });
  }

  private Card card(ApiCall call) throws Card.RefusedException {
    return wallets.accept(
        call.body().path("number").asText(),
        call.body().path("expiry").asText(),
        Card.monthAt(service.now()));
  }

  private static ObjectNode shown(PaymentMethod method) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", method.id())
        .put("brand", method.brand())
        .put("lastFour", method.lastFour());
  }

  private ApiAnswer addMethod(ApiCall call) {
    try {
      return wallets
          .add(variable(call, "owner"), card(call))
          .map(method -> ApiAnswer.created(shown(method)))
          .orElseGet(() -> ApiAnswer.refused(422, "payment-method-not-kept"));
    } catch (Card.RefusedException e) {
      return ApiAnswer.refused(422, e.reason());
    }
  }

  private ApiAnswer changeMethod(ApiCall call) {
    try {
      Optional<PaymentMethod> changed =
          wallets.change(variable(call, "owner"), variable(call, "id"), card(call));
      changed.ifPresent(method -> service.methodChanged(variable(call, "owner"), method));
      return changed
          .map(method -> ApiAnswer.ok(shown(method)))
          .orElseGet(() -> ApiAnswer.refused(404, "payment-method-unknown"));
    } catch (Card.RefusedException e) {
      return ApiAnswer.refused(422, e.reason());
    }
  }

  private ApiAnswer methods(ApiCall call) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("paymentMethods");
    for (PaymentMethod method : wallets.of(variable(call, "owner"))) {
      answer.withArray("paymentMethods").add(shown(method));
    }
    return ApiAnswer.ok(answer);
  }

  private ApiAnswer notices(ApiCall call) {
    if (!call.body().path("push").isBoolean()) {
      return ApiAnswer.refused(422, "push-missing");
    }
    return service.push(variable(call, "owner"), call.body().path("push").asBoolean())
        ? ApiAnswer.done()
        : ApiAnswer.refused(422, "too-many-owners");
  }

  private ApiAnswer paymentResult(ApiCall call) {
    String outcome = call.body().path("outcome").asText();
    if (!outcome.equals("approved") && !outcome.equals("declined")) {
      return ApiAnswer.refused(422, "outcome-unknown");
    }
    return service.paymentResult(variable(call, "id"), outcome.equals("approved"))
        ? ApiAnswer.done()
        : ApiAnswer.refused(404, "payment-unknown");
  }

  private ApiAnswer delivery(ApiCall call) {
    Optional<SubscribedVehicle> found = vehicle(call);
    if (found.isEmpty()) {
      return unknown();
    }
    SubscribedVehicle vehicle = found.get();
    try {
      LocalDate day = LocalDate.parse(call.body().path("firstDelivery").asText());
      String packageName = call.body().path("package").asText(vehicle.packageName);
      String dcm = call.body().path("dcm").asText(vehicle.dcm);
      ZoneId zone = ZoneId.of(call.body().path("timeZone").asText(vehicle.zone.getId()));
      if (day.isBefore(FIRST_DELIVERY) || day.isAfter(service.today(zone))) {
        return ApiAnswer.refused(422, "date-or-zone-invalid");
      }
      if (!service.packages().knows(packageName, dcm)) {
        return ApiAnswer.refused(422, "package-unknown");
      }
      service.delivered(vehicle, day, packageName, dcm, zone);
      return ApiAnswer.done();
    } catch (DateTimeException e) {
      return ApiAnswer.refused(422, "date-or-zone-invalid");
    }
  }
}
