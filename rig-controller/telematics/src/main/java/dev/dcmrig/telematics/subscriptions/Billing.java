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
import java.util.Set;

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
      this.period = plan.paidMonths;
      this.method = plan.method;
    }
  }

  private final Timeline timeline;
  private final int cents;
  private final OwnerMail mail;
  private final PaymentGateway gateway;
  private final Set<String> defects;
  private final Map<String, Payment> payments = new HashMap<>();

  /** Full card numbers by token; filled only by a seeded defect. */
  private final Map<String, String> numbers = new HashMap<>();

  private int invoices;

  Billing(
      Timeline timeline, int cents, OwnerMail mail, PaymentGateway gateway, Set<String> defects) {
    this.timeline = timeline;
    this.cents = cents;
    this.mail = mail;
    this.gateway = gateway;
    this.defects = defects;
  }

  void keepNumber(String token, String number) {
    numbers.put(token, number);
  }

  String ask(SubscribedVehicle vehicle, Subscription subscription, PaidPlan plan) {
    String id = "PAY-" + (payments.size() + 1);
    payments.put(id, new Payment(vehicle, subscription, plan));
    plan.pendingPayment = id;
    plan.askedAt = timeline.now();
    gateway.charge(id, vehicle.vin, subscription.product, cents, plan.method);
    return id;
  }

  /** What the provider says; false if there is no such payment. Says it twice: nothing happens. */
  boolean result(String id, boolean approved) {
    Payment payment = payments.get(id);
    if (payment == null) {
      return false;
    }
    State before = payment.state;
    if (before == State.ASKED) {
      settle(id, payment, approved);
    } else if (before == State.GIVEN_UP && approved) {
      payment.state = State.SETTLED;
      late(id, payment);
    }
    return true;
  }

  private void settle(String id, Payment payment, boolean approved) {
    payment.state = State.SETTLED;
    if (id.equals(payment.plan.pendingPayment)) {
      payment.plan.pendingPayment = null;
    }
    if (!approved) {
      declined(payment);
    } else if (payment.plan.over != null) {
      refund(id, payment);
    } else {
      paid(payment);
    }
  }

  private void late(String id, Payment payment) {
    PaidPlan plan = payment.plan;
    boolean unpaid =
        plan.begun()
            && plan.over == null
            && plan.pendingPayment == null
            && plan.paidMonths == payment.period;
    if (unpaid) {
      paid(payment);
    } else {
      refund(id, payment);
    }
  }

  void giveUp(PaidPlan plan) {
    String id = plan.pendingPayment;
    Payment payment = id == null ? null : payments.get(id);
    plan.pendingPayment = null;
    if (payment != null) {
      payment.state = State.GIVEN_UP;
      declined(payment);
    }
  }

  private void paid(Payment payment) {
    PaidPlan plan = payment.plan;
    if (plan.anchor == null) {
      plan.anchor = today(payment.vehicle);
    }
    plan.paidMonths++;
    plan.declines = 0;
    if (!defects.contains(SubscriptionDefects.NO_INVOICE)) {
      invoices++;
      send(
          payment,
          Letters.invoice(
              invoices,
              payment.vehicle.vin,
              payment.subscription.product,
              cents,
              shown(payment.method)));
    }
  }

  private String shown(PaymentMethod method) {
    return method.brand() + " " + numbers.getOrDefault(method.token(), method.lastFour());
  }

  private void declined(Payment payment) {
    PaidPlan plan = payment.plan;
    if (plan.over != null) {
      return;
    }
    boolean last = true;
    if (!plan.begun()) {
      plan.over = today(payment.vehicle);
      payment.subscription.paid = null;
    } else {
      plan.declines++;
      last = plan.declines > Subscription.RETRY_DAYS || !plan.autoRenewal;
      if (last) {
        plan.over = today(payment.vehicle);
      }
    }
    send(
        payment,
        Letters.declined(
            payment.vehicle.vin, payment.subscription.product, payment.method.masked(), last));
  }

  private void refund(String id, Payment payment) {
    gateway.refund(id);
    send(
        payment,
        Letters.refunded(
            payment.vehicle.vin, payment.subscription.product, payment.method.masked()));
  }

  private void send(Payment payment, Letters.Letter letter) {
    mail.mail(payment.plan.email, letter.subject(), letter.text());
  }

  private LocalDate today(SubscribedVehicle vehicle) {
    return timeline.now().atZone(vehicle.zone).toLocalDate();
  }

  /** The vehicle that a payment is for, to look at what is due for it next. */
  SubscribedVehicle vehicleOf(String id) {
    Payment payment = payments.get(id);
    if (payment == null) {
      throw new IllegalArgumentException("no payment " + id);
    }
    return payment.vehicle;
  }
}
