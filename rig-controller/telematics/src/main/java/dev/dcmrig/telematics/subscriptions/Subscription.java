// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One product of one vehicle: complimentary, trial or paid. Dates are of the vehicle's zone. */
final class Subscription {

  /** Days after a period's end on which a declined renewal is tried again. */
  static final int RETRY_DAYS = 3;

  /** Notices before a complimentary period ends. */
  static final int NOTICES = 2;

  /**
   * What people see.
   *
   * @param ends first day without it
   */
  record Status(String kind, String state, @Nullable LocalDate ends, boolean autoRenewal) {
    boolean active() {
      return state.equals("active");
    }
  }

  final String product;

  /** First day after the complimentary period; null without one. */
  @Nullable LocalDate complimentaryEnds;

  boolean complimentaryCancelled;

  /** Notices that were sent, or whose day was over before anybody could know. */
  final boolean[] noticed = new boolean[NOTICES];

  boolean trialOffered;
  @Nullable LocalDate trialEnds;
  boolean trialCancelled;
  @Nullable PaidPlan paid;

  /** First day after everything lapsed. */
  @Nullable LocalDate lapsed;

  Subscription(String product) {
    this.product = product;
  }

  /** The paid plan that is asked for or goes on; null without one, and when it is over. */
  @Nullable PaidPlan planAt(LocalDate today) {
    PaidPlan plan = paid;
    return plan == null || (plan.over != null && !today.isBefore(plan.over)) ? null : plan;
  }

  /** Whether a trial can begin, or a cancelled one go on. */
  boolean trialAvailable(LocalDate today) {
    return trialOffered && lapsed == null && (trialEnds == null || today.isBefore(trialEnds));
  }

  /** Whether some of the complimentary period is left, cancelled or not. */
  boolean complimentaryRemains(LocalDate today) {
    return complimentaryEnds != null && lapsed == null && today.isBefore(complimentaryEnds);
  }

  Status status(LocalDate today, boolean drifts) {
    PaidPlan plan = paid;
    boolean more = complimentaryRemains(today) || (trialCancelled && trialAvailable(today));
    if (plan != null && !plan.begun()) {
      return new Status("paid", "pending", null, true);
    }
    // A plan that is over is shown only while there is nothing else to be had.
    if (plan != null && (planAt(today) != null || !more)) {
      return ofPaid(plan, today, drifts);
    }
    LocalDate gone = lapsed;
    if (trialEnds != null) {
      LocalDate ends = earlier(trialEnds, gone);
      boolean again = trialCancelled && today.isBefore(ends);
      return again
          ? new Status("trial", trialOffered ? "trial-available" : "expired", null, false)
          : new Status("trial", today.isBefore(ends) ? "active" : "expired", ends, false);
    }
    if (complimentaryEnds != null) {
      LocalDate ends = earlier(complimentaryEnds, gone);
      String state =
          !today.isBefore(ends) ? "expired" : complimentaryCancelled ? "cancelled" : "active";
      return new Status("complimentary", state, ends, false);
    }
    return new Status(
        "none", trialOffered && gone == null ? "trial-available" : "none", null, false);
  }

  private static Status ofPaid(PaidPlan plan, LocalDate today, boolean drifts) {
    LocalDate over = plan.over;
    if (over != null) {
      boolean active = today.isBefore(over);
      return new Status("paid", active ? "active" : "expired", over, false);
    }
    LocalDate ends = plan.periodEnd(drifts);
    if (today.isBefore(ends)) {
      return new Status("paid", "active", ends, plan.autoRenewal);
    }
    // The next period is not paid yet: the product goes on while that is tried.
    boolean tried = plan.autoRenewal || plan.pendingPayment != null;
    return tried
        ? new Status("paid", "active", ends.plusDays(RETRY_DAYS), plan.autoRenewal)
        : new Status("paid", "expired", ends, false);
  }

  private static LocalDate earlier(LocalDate one, @Nullable LocalDate other) {
    return other != null && other.isBefore(one) ? other : one;
  }
}
