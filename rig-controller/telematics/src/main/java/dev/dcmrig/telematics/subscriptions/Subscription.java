// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One product of one vehicle: complimentary, trial or paid. Dates are of the vehicle's zone. */
final class Subscription {

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

  /**
   * The notice that comes next.
   *
   * @param ends first day after the complimentary period
   */
  record NextNotice(int which, LocalDate day, LocalDate ends) {}

  /**
   * What a cancellation has brought.
   *
   * @param ends first day without the product
   * @param payer who is told; empty for the vehicle's owner
   */
  record Cancellation(LocalDate ends, Optional<String> payer) {}

  private final String product;
  private final NoticeDays noticeDays;
  private final SubscriptionRules rules;

  /** First day after the complimentary period; null without one. */
  private @Nullable LocalDate complimentaryEnds;

  private boolean complimentaryCancelled;

  /** Notices that were sent, or whose day was over before anybody could know. */
  private final boolean[] noticed = new boolean[NoticeDays.COUNT];

  private boolean trialOffered;
  private @Nullable LocalDate trialEnds;
  private boolean trialCancelled;
  private @Nullable PaidPlan paid;

  /** First day after everything lapsed. */
  private @Nullable LocalDate lapsed;

  Subscription(String product, NoticeDays noticeDays, SubscriptionRules rules) {
    this.product = product;
    this.noticeDays = noticeDays;
    this.rules = rules;
  }

  String product() {
    return product;
  }

  /** The plan that was bought last, over or not. */
  Optional<PaidPlan> plan() {
    return Optional.ofNullable(paid);
  }

  /** The paid plan that is asked for or goes on; empty without one, and when it is over. */
  Optional<PaidPlan> planAt(LocalDate today) {
    return plan().filter(plan -> !plan.isOver(today));
  }

  /** A complimentary period; of 0 months there is none, and a trial is offered in its place. */
  void grant(LocalDate from, int months, LocalDate today) {
    complimentaryEnds = months > 0 ? from.plusMonths(months) : null;
    complimentaryCancelled = false;
    lapsed = null;
    trialOffered = months == 0;
    Arrays.fill(noticed, false);
    skipMissedNotices(today);
  }

  /** Everything ends at once, complimentary periods included. */
  void lapse(LocalDate today) {
    lapsed = today;
    PaidPlan plan = paid;
    if (plan != null && !plan.isOver(today)) {
      plan.endOn(today);
      paid = plan.isBegun() ? plan : null;
    }
  }

  void beginTrial(LocalDate today, int months) {
    if (trialEnds == null) {
      trialEnds = rules.trialEnd(today, months);
    }
    trialCancelled = false;
    trialOffered = false;
    paid = null;
  }

  void buy(PaidPlan plan) {
    paid = plan;
  }

  /** Forgets a plan that never began. */
  void drop(PaidPlan plan) {
    if (paid == plan) {
      paid = null;
    }
  }

  /** Cancels what people have of it now: the paid plan, else the trial, else what is free. */
  Cancellation cancel(LocalDate today) {
    PaidPlan plan = planAt(today).orElse(null);
    if (plan != null && !plan.isBegun()) {
      // Asked for and not paid: an approval that comes now is refunded.
      plan.endOn(today);
      paid = null;
    } else if (plan != null) {
      return new Cancellation(plan.cancel(today), Optional.of(plan.email()));
    } else if (trialEnds != null) {
      trialCancelled = true;
      trialOffered = rules.isCancelledTrialOffered();
    } else {
      complimentaryCancelled = true;
    }
    return new Cancellation(today, Optional.empty());
  }

  /**
   * Takes back a cancellation, as far as there is something left.
   *
   * @param trialMonths length of a trial
   * @return false if there is nothing left
   */
  boolean reactivate(LocalDate today, int trialMonths) {
    PaidPlan plan = planAt(today).orElse(null);
    if (plan != null) {
      boolean possible = plan.isCancelled() && !plan.isEnded();
      if (possible) {
        plan.renewAgain();
      }
      return possible;
    }
    if (trialCancelled && isTrialAvailable(today)) {
      beginTrial(today, trialMonths);
      return true;
    }
    boolean possible =
        complimentaryCancelled
            && isComplimentaryLeft(today)
            && rules.isCancelledComplimentaryOffered();
    if (possible) {
      complimentaryCancelled = false;
      paid = null;
      skipMissedNotices(today);
    }
    return possible;
  }

  /** Whether a trial can begin, or a cancelled one go on. */
  boolean isTrialAvailable(LocalDate today) {
    return trialOffered && lapsed == null && (trialEnds == null || today.isBefore(trialEnds));
  }

  /** Whether some of the complimentary period is left, cancelled or not. */
  private boolean isComplimentaryLeft(LocalDate today) {
    return complimentaryEnds != null && lapsed == null && today.isBefore(complimentaryEnds);
  }

  /** Whoever gets a period that is nearly over sees its end then; no notice is made up for. */
  private void skipMissedNotices(LocalDate today) {
    LocalDate ends = complimentaryEnds;
    for (int i = 0; i < noticed.length; i++) {
      noticed[i] |= ends == null || noticeDays.before(ends, i).isBefore(today);
    }
  }

  /** Empty when nothing complimentary is running out, or everything was said. */
  Optional<NextNotice> nextNotice(LocalDate today) {
    LocalDate ends = complimentaryEnds;
    boolean running = planAt(today).isEmpty() && lapsed == null && trialEnds == null;
    if (ends != null && !complimentaryCancelled && running) {
      for (int i = 0; i < noticed.length; i++) {
        if (!noticed[i]) {
          return Optional.of(new NextNotice(i, noticeDays.before(ends, i), ends));
        }
      }
    }
    return Optional.empty();
  }

  void noticeSent(int which) {
    noticed[which] = true;
  }

  /** What people see on this day. */
  Status status(LocalDate day) {
    LocalDate today = rules.dayOfStatus(day);
    PaidPlan plan = paid;
    boolean more = isComplimentaryLeft(today) || (trialCancelled && isTrialAvailable(today));
    if (plan != null && !plan.isBegun()) {
      return new Status("paid", "pending", null, true);
    }
    // A plan that is over is shown only while there is nothing else to be had.
    if (plan != null && (!plan.isOver(today) || !more)) {
      return ofPaid(plan, today);
    }
    LocalDate gone = lapsed;
    if (trialEnds != null) {
      return ofTrial(earlier(trialEnds, gone), today);
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

  private Status ofTrial(LocalDate ends, LocalDate today) {
    boolean again = trialCancelled && today.isBefore(ends);
    return again
        ? new Status("trial", trialOffered ? "trial-available" : "expired", null, false)
        : new Status("trial", today.isBefore(ends) ? "active" : "expired", ends, false);
  }

  private static Status ofPaid(PaidPlan plan, LocalDate today) {
    LocalDate end = plan.end().orElse(null);
    if (end != null) {
      return new Status("paid", today.isBefore(end) ? "active" : "expired", end, false);
    }
    LocalDate ends = plan.periodEnd();
    if (today.isBefore(ends)) {
      return new Status("paid", "active", ends, plan.isAutoRenewing());
    }
    // The next period is not paid yet: the product goes on while that is tried.
    boolean tried = plan.isAutoRenewing() || plan.isPaymentPending();
    return tried
        ? new Status("paid", "active", ends.plusDays(PaidPlan.RETRY_DAYS), plan.isAutoRenewing())
        : new Status("paid", "expired", ends, false);
  }

  private static LocalDate earlier(LocalDate one, @Nullable LocalDate other) {
    return other != null && other.isBefore(one) ? other : one;
  }
}
