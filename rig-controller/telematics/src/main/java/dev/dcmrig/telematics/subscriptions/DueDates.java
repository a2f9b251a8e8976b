// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.telematics.subscriptions.Schedule.Due;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What is due next for a vehicle: a notice at 09:00, a renewal at the start of the day or a retry
 * of it at 09:00, all in the vehicle's zone, or the end of the wait for a payment's result.
 */
final class DueDates {
  /** When owners are written to. */
  private static final LocalTime OFFICE = LocalTime.of(9, 0);

  private final Timeline timeline;
  private final Notices notices;
  private final Billing billing;

  DueDates(Timeline timeline, Notices notices, Billing billing) {
    this.timeline = timeline;
    this.notices = notices;
    this.billing = billing;
  }

  /** Null when nothing will be due. */
  @Nullable Due next(SubscribedVehicle vehicle) {
    Due first = null;
    for (Subscription subscription : vehicle.products.values()) {
      first = Due.earlier(first, nextNotice(vehicle, subscription));
      first = Due.earlier(first, nextPayment(vehicle, subscription));
    }
    return first;
  }

  private @Nullable Due nextNotice(SubscribedVehicle vehicle, Subscription subscription) {
    Subscription.NextNotice next =
        subscription.nextNotice(vehicle.dayAt(timeline.now())).orElse(null);
    if (next == null) {
      return null;
    }
    return new Due(
        ZonedDateTime.of(next.day(), OFFICE, vehicle.zone).toInstant(),
        () -> {
          subscription.noticeSent(next.which());
          notices.periodEnds(vehicle, subscription.product(), next.ends());
        });
  }

  private @Nullable Due nextPayment(SubscribedVehicle vehicle, Subscription subscription) {
    PaidPlan plan = subscription.plan().filter(each -> !each.isEnded()).orElse(null);
    if (plan == null) {
      return null;
    }
    if (plan.isPaymentPending()) {
      Instant limit = plan.askedAt().plus(Billing.ANSWER_LIMIT);
      return new Due(limit, () -> billing.giveUp(plan));
    }
    return new Due(plan.nextCharge(vehicle.zone), () -> renew(vehicle, subscription, plan));
  }

  private void renew(SubscribedVehicle vehicle, Subscription subscription, PaidPlan plan) {
    LocalDate end = plan.periodEnd();
    if (plan.isRenewed()) {
      billing.ask(vehicle, subscription, plan);
    } else {
      plan.endOn(end);
    }
  }
}
