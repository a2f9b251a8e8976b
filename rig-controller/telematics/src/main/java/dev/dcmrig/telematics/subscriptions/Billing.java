// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.telematics.mail.OwnerMail;
import dev.dcmrig.telematics.payments.PaymentGateway;
import dev.dcmrig.telematics.payments.PaymentMethod;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Charges and their results. A charge without a result for {@link #ANSWER_LIMIT} counts as
 * declined. If its approval comes later it pays the period that it was asked for when that is still
 * unpaid and nobody else is being charged for it; else, and always for a first purchase, it is
 * refunded. Used with the service's lock held.
 */
final class Billing {

  /** Wait for the result of a charge. */
  static final Duration ANSWER_LIMIT = Duration.ofMinutes(10);

  private enum State {
    ASKED,
    GIVEN_UP,
    SETTLED
  }

  private static final class Payment {
    final SubscribedVehicle vehicle;
    final Subscription subscription;
    final PaidPlan plan;
    final int period;

    /** The card that is charged; the plan may have another one by the time of the result. */
    final PaymentMethod method;

    State state = State.ASKED;

    Payment(SubscribedVehicle vehicle, Subscription subscription, PaidPlan plan) {
      this.vehicle = vehicle;
      this.subscription = subscription;
      this.plan = plan;
      this.period = plan.paidMonths();
      this.method = plan.method();
    }
  }

  private final Timeline timeline;
  private final int cents;
  private final OwnerMail mail;
  private final PaymentGateway gateway;
  private final BillingRules rules;
  private final Map<String, Payment> payments = new HashMap<>();

  private int invoices;

  Billing(
      Timeline timeline, int cents, OwnerMail mail, PaymentGateway gateway, BillingRules rules) {
    this.timeline = timeline;
    this.cents = cents;
    this.mail = mail;
    this.gateway = gateway;
    this.rules = rules;
  }

  /** Asks for the charge of one month. */
  void ask(SubscribedVehicle vehicle, Subscription subscription, PaidPlan plan) {
    String id = "PAY-" + (payments.size() + 1);
    payments.put(id, new Payment(vehicle, subscription, plan));
    plan.asked(id, timeline.now());
    gateway.charge(id, vehicle.vin, subscription.product(), cents, plan.method());
  }

  /**
   * What the provider says; if it says it twice nothing happens the second time.
   *
   * @return the vehicle that was charged for; empty if there is no such payment
   */
  Optional<SubscribedVehicle> result(String id, boolean approved) {
    Payment payment = payments.get(id);
    if (payment == null) {
      return Optional.empty();
    }
    State before = payment.state;
    if (before == State.ASKED) {
      settle(id, payment, approved);
    } else if (before == State.GIVEN_UP && approved) {
      payment.state = State.SETTLED;
      late(id, payment);
    }
    return Optional.of(payment.vehicle);
  }

  private void settle(String id, Payment payment, boolean approved) {
    payment.state = State.SETTLED;
    payment.plan.settled(id);
    if (!approved) {
      declined(payment);
    } else if (payment.plan.isEnded()) {
      refund(id, payment);
    } else {
      paid(payment);
    }
  }

  private void late(String id, Payment payment) {
    if (payment.plan.takesLate(payment.period)) {
      paid(payment);
    } else {
      refund(id, payment);
    }
  }

  void giveUp(PaidPlan plan) {
    plan.pendingPayment()
        .ifPresent(
            id -> {
              plan.settled(id);
              Payment payment = Objects.requireNonNull(payments.get(id), id);
              payment.state = State.GIVEN_UP;
              declined(payment);
            });
  }

  private void paid(Payment payment) {
    payment.plan.paid(today(payment.vehicle));
    if (rules.isInvoiced()) {
      invoices++;
      send(
          payment,
          Letters.invoice(
              invoices,
              payment.vehicle.vin,
              payment.subscription.product(),
              cents,
              rules.taxOf(cents),
              payment.method.onInvoices()));
    }
  }

  private void declined(Payment payment) {
    PaidPlan plan = payment.plan;
    if (plan.isEnded()) {
      return;
    }
    boolean last = plan.declined(today(payment.vehicle));
    if (!plan.isBegun()) {
      payment.subscription.drop(plan);
    }
    send(
        payment,
        Letters.declined(
            payment.vehicle.vin, payment.subscription.product(), payment.method.masked(), last));
  }

  private void refund(String id, Payment payment) {
    gateway.refund(id);
    send(
        payment,
        Letters.refunded(
            payment.vehicle.vin, payment.subscription.product(), payment.method.masked()));
  }

  private void send(Payment payment, Letters.Letter letter) {
    mail.mail(payment.plan.email(), letter.subject(), letter.text());
  }

  private LocalDate today(SubscribedVehicle vehicle) {
    return vehicle.dayAt(timeline.now());
  }
}
