// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.telematics.domain.Entitlements;
import dev.dcmrig.telematics.mail.OwnerMail;
import dev.dcmrig.telematics.payments.PaymentGateway;
import dev.dcmrig.telematics.payments.PaymentMethod;
import dev.dcmrig.telematics.payments.Wallets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which vehicle has which service until when. For each vehicle one timer waits for the next thing
 * that is due: a notice or a retry at 09:00, a renewal at the start of the day, both in the
 * vehicle's zone, or the end of the wait for a payment's result.
 */
public final class SubscriptionService implements Entitlements {

  /** When owners are written to. */
  static final LocalTime OFFICE = LocalTime.of(9, 0);

  /** A timer is armed for no longer; it looks again then. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(366);

  /** Things of one vehicle that may be due at one instant. */
  private static final int DUE_LIMIT = 1_000;

  private final Timeline timeline;
  private final Packages packages;
  private final OwnerMail mail;
  private final Set<String> defects;
  private final boolean drifts;
  private final Map<String, SubscribedVehicle> vehicles = new HashMap<>();
  private final Set<String> withoutPush = new HashSet<>();
  final Billing billing;

  public SubscriptionService(
      Timeline timeline,
      Packages packages,
      OwnerMail mail,
      PaymentGateway gateway,
      Set<String> defects) {
    this.timeline = timeline;
    this.packages = packages;
    this.mail = mail;
    this.defects = Set.copyOf(defects);
    this.drifts = defects.contains(SubscriptionDefects.MONTH_END_DRIFTS);
    this.billing = new Billing(timeline, packages.paidMonthlyCents(), mail, gateway, this.defects);
  }

  @Override
  public synchronized void vehicleKnown(String vin) {
    if (!vehicles.containsKey(vin)) {
      SubscribedVehicle vehicle = new SubscribedVehicle(vin);
      vehicles.put(vin, vehicle);
      grant(vehicle, vehicle.firstDelivery);
    }
  }

  @Override
  public synchronized boolean isActive(String vin, String product) {
    SubscribedVehicle vehicle = vehicles.get(vin);
    Subscription subscription = vehicle == null ? null : vehicle.products.get(product);
    return vehicle != null && subscription != null && status(vehicle, subscription).active();
  }

  @Override
  public synchronized void lapse(String vin) {
    SubscribedVehicle vehicle = vehicles.get(vin);
    if (vehicle == null) {
      return;
    }
    for (Subscription subscription : vehicle.products.values()) {
      subscription.lapsed = today(vehicle);
      PaidPlan plan = subscription.paid;
      if (plan != null && (plan.over == null || plan.over.isAfter(today(vehicle)))) {
        plan.over = today(vehicle);
        subscription.paid = plan.begun() ? plan : null;
      }
    }
    changed(vehicle);
  }

  /** Says what the vehicle came with; its complimentary periods are counted anew. */
  synchronized void delivered(
      SubscribedVehicle vehicle, LocalDate day, String packageName, String dcm, ZoneId zone) {
    vehicle.firstDelivery = day;
    vehicle.packageName = packageName;
    vehicle.dcm = dcm;
    vehicle.zone = zone;
    grant(vehicle, day);
  }

  /**
   * Another owner, verified. The rest of complimentary periods and trials stays with the vehicle; a
   * paid product ends with the period that the old owner has paid, and what is still being charged
   * is given back. A corrected address of the same owner is for everything that is written from now
   * on.
   */
  @Override
  public synchronized void ownershipChanged(String vin, String owner, Optional<String> email) {
    SubscribedVehicle vehicle = vehicles.get(vin);
    if (vehicle == null) {
      return;
    }
    if (vehicle.owner.equals(owner)) {
      email.ifPresent(address -> correct(vehicle, address));
      return;
    }
    for (Subscription subscription : vehicle.products.values()) {
      endPlanOfSeller(vehicle, subscription);
    }
    vehicle.owner = owner;
    vehicle.email = email.orElse(owner + "@owners.dcmrig.example");
    if (defects.contains(SubscriptionDefects.FULL_PERIOD_AGAIN)) {
      grant(vehicle, today(vehicle));
    }
  }

  private static void correct(SubscribedVehicle vehicle, String address) {
    vehicle.email = address;
    for (Subscription subscription : vehicle.products.values()) {
      PaidPlan plan = subscription.paid;
      if (plan != null && plan.over == null) {
        plan.email = address;
      }
    }
  }

  /** Sets the end of a plan for good, so that nobody can have the seller's card charged again. */
  private void endPlanOfSeller(SubscribedVehicle vehicle, Subscription subscription) {
    PaidPlan plan = subscription.paid;
    if (plan == null || plan.over != null) {
      return;
    }
    if (!plan.cancelled) {
      cancel(vehicle, subscription);
    }
    if (plan.over == null) {
      plan.over = plan.periodEnd(drifts);
      changed(vehicle);
    }
  }

  private void grant(SubscribedVehicle vehicle, LocalDate delivery) {
    LocalDate today = today(vehicle);
    LocalDate from = defects.contains(SubscriptionDefects.FROM_PURCHASE) ? today : delivery;
    for (Subscription subscription : vehicle.products.values()) {
      int months =
          defects.contains(SubscriptionDefects.SAME_FOR_ALL)
              ? packages.longestMonths()
              : packages.months(vehicle.packageName, vehicle.dcm, subscription.product);
      subscription.complimentaryEnds = months > 0 ? from.plusMonths(months) : null;
      subscription.complimentaryCancelled = false;
      subscription.lapsed = null;
      subscription.trialOffered = months == 0;
      Arrays.fill(subscription.noticed, false);
      skipMissedNotices(subscription, today);
    }
    changed(vehicle);
  }

  /** Whoever gets a period that is nearly over sees its end then; no notice is made up for. */
  private void skipMissedNotices(Subscription subscription, LocalDate today) {
    for (int i = 0; i < Subscription.NOTICES; i++) {
      subscription.noticed[i] |=
          subscription.complimentaryEnds == null || noticeDay(subscription, i).isBefore(today);
    }
  }

  @Nullable SubscribedVehicle vehicle(String vin) {
    return vehicles.get(vin);
  }

  Packages packages() {
    return packages;
  }

  boolean has(String defect) {
    return defects.contains(defect);
  }

  LocalDate today(SubscribedVehicle vehicle) {
    return today(vehicle.zone);
  }

  LocalDate today(ZoneId zone) {
    return timeline.now().atZone(zone).toLocalDate();
  }

  Subscription.Status status(SubscribedVehicle vehicle, Subscription subscription) {
    LocalDate day = today(vehicle);
    return subscription.status(
        has(SubscriptionDefects.A_DAY_EARLY) ? day.plusDays(1) : day, drifts);
  }

  Instant now() {
    return timeline.now();
  }

  synchronized void beginTrial(SubscribedVehicle vehicle, Subscription subscription) {
    if (subscription.trialEnds == null) {
      subscription.trialEnds = today(vehicle).plusMonths(packages.trialMonths());
    }
    subscription.trialCancelled = false;
    subscription.trialOffered = false;
    subscription.paid = null;
    changed(vehicle);
  }

  /** Takes back a cancellation, as far as there is something left; false if there is not. */
  synchronized boolean reactivate(SubscribedVehicle vehicle, Subscription subscription) {
    LocalDate today = today(vehicle);
    PaidPlan plan = subscription.planAt(today);
    if (plan != null) {
      boolean possible = plan.cancelled && plan.over == null;
      if (possible) {
        autoRenewal(vehicle, plan, true);
      }
      return possible;
    }
    if (subscription.trialCancelled && subscription.trialAvailable(today)) {
      beginTrial(vehicle, subscription);
      return true;
    }
    boolean possible =
        subscription.complimentaryCancelled && subscription.complimentaryRemains(today);
    if (possible) {
      subscription.complimentaryCancelled = false;
      subscription.paid = null;
      skipMissedNotices(subscription, today);
      changed(vehicle);
    }
    return possible;
  }

  /** Remembers whether an owner wants push notices; false if there are too many owners. */
  synchronized boolean push(String owner, boolean wanted) {
    if (wanted) {
      withoutPush.remove(owner);
      return true;
    }
    if (withoutPush.size() >= Wallets.OWNERS_LIMIT && !withoutPush.contains(owner)) {
      return false;
    }
    withoutPush.add(owner);
    return true;
  }

  synchronized String buy(
      SubscribedVehicle vehicle, Subscription subscription, PaymentMethod method) {
    PaidPlan plan = new PaidPlan(vehicle.email, method);
    subscription.paid = plan;
    String id = billing.ask(vehicle, subscription, plan);
    changed(vehicle);
    return id;
  }

  /** Another card in the place of one: what comes from now on is charged to it. */
  synchronized void methodChanged(String owner, PaymentMethod method) {
    for (SubscribedVehicle vehicle : vehicles.values()) {
      for (Subscription subscription : vehicle.products.values()) {
        PaidPlan plan = subscription.paid;
        if (vehicle.owner.equals(owner) && plan != null && plan.method.id().equals(method.id())) {
          plan.method = method;
        }
      }
    }
  }

  synchronized void cancel(SubscribedVehicle vehicle, Subscription subscription) {
    LocalDate today = today(vehicle);
    PaidPlan plan = subscription.planAt(today);
    LocalDate ends = today;
    String to = vehicle.email;
    if (plan != null && !plan.begun()) {
      // Asked for and not paid: an approval that comes now is refunded.
      plan.over = today;
      subscription.paid = null;
    } else if (plan != null) {
      stopRenewing(plan, today);
      plan.cancelled = true;
      ends = plan.over == null ? plan.periodEnd(drifts) : today;
      to = plan.email;
    } else if (subscription.trialEnds != null) {
      subscription.trialCancelled = true;
      subscription.trialOffered = !has(SubscriptionDefects.NO_TRIAL_AGAIN);
    } else {
      subscription.complimentaryCancelled = true;
    }
    Letters.Letter letter = Letters.cancelled(vehicle.vin, subscription.product, ends);
    mail.mail(to, letter.subject(), letter.text());
    changed(vehicle);
  }

  synchronized void autoRenewal(SubscribedVehicle vehicle, PaidPlan plan, boolean on) {
    if (on) {
      plan.autoRenewal = true;
      plan.cancelled = false;
    } else {
      stopRenewing(plan, today(vehicle));
    }
    changed(vehicle);
  }

  /** A renewal that is being charged meanwhile is refunded when it is approved. */
  private void stopRenewing(PaidPlan plan, LocalDate today) {
    plan.autoRenewal = false;
    if (plan.begun() && !today.isBefore(plan.periodEnd(drifts))) {
      plan.over = today;
    }
  }

  /** What the payment provider says of a charge; false if there is no such charge. */
  public synchronized boolean paymentResult(String id, boolean approved) {
    if (!billing.result(id, approved)) {
      return false;
    }
    changed(billing.vehicleOf(id));
    return true;
  }

  /** Looks for what is due next, on the timeline's thread, to which timers belong. */
  void changed(SubscribedVehicle vehicle) {
    timeline.post("subscriptions/" + vehicle.vin, () -> runDue(vehicle));
    timeline.changed();
  }

  private synchronized void runDue(SubscribedVehicle vehicle) {
    for (int i = 0; i < DUE_LIMIT; i++) {
      Due next = next(vehicle);
      Timer timer = vehicle.timer;
      if (timer == null) {
        timer = timeline.timer(() -> runDue(vehicle));
        vehicle.timer = timer;
      }
      timer.cancel();
      if (next == null) {
        return;
      }
      Instant now = timeline.now();
      if (next.at().isAfter(now)) {
        Duration wait = Duration.between(now, next.at());
        timer.armAfter((wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT).toNanos());
        return;
      }
      next.task().run();
      timeline.changed();
    }
    throw new IllegalStateException(
        "more than " + DUE_LIMIT + " things are due at once for " + vehicle.vin);
  }

  private record Due(Instant at, Runnable task) {}

  private @Nullable Due next(SubscribedVehicle vehicle) {
    Due first = null;
    for (Subscription subscription : vehicle.products.values()) {
      first = earlier(first, nextNotice(vehicle, subscription));
      first = earlier(first, nextPayment(vehicle, subscription));
    }
    return first;
  }

  private static @Nullable Due earlier(@Nullable Due one, @Nullable Due other) {
    return one == null || (other != null && other.at().isBefore(one.at())) ? other : one;
  }

  private @Nullable Due nextNotice(SubscribedVehicle vehicle, Subscription subscription) {
    LocalDate ends = subscription.complimentaryEnds;
    boolean running =
        subscription.planAt(today(vehicle)) == null
            && subscription.lapsed == null
            && subscription.trialEnds == null;
    if (ends == null || subscription.complimentaryCancelled || !running) {
      return null;
    }
    for (int i = 0; i < Subscription.NOTICES; i++) {
      if (!subscription.noticed[i]) {
        int which = i;
        return new Due(
            at(noticeDay(subscription, i), OFFICE, vehicle.zone),
            () -> {
              subscription.noticed[which] = true;
              notice(vehicle, subscription.product, ends);
            });
      }
    }
    return null;
  }

  private LocalDate noticeDay(Subscription subscription, int which) {
    LocalDate ends = subscription.complimentaryEnds;
    if (ends == null) {
      throw new IllegalStateException("nothing ends");
    }
    LocalDate day =
        which == 0
            ? ends.minusMonths(packages.noticeMonthsAhead())
            : ends.minusDays(packages.noticeDaysAhead());
    return has(SubscriptionDefects.NOTICE_A_DAY_LATE) ? day.plusDays(1) : day;
  }

  private void notice(SubscribedVehicle vehicle, String product, LocalDate ends) {
    Letters.Letter letter = Letters.notice(vehicle.vin, product, ends);
    mail.mail(vehicle.email, letter.subject(), letter.text());
    if (!withoutPush.contains(vehicle.owner)) {
      mail.push(vehicle.owner, letter.text());
    }
  }

  private @Nullable Due nextPayment(SubscribedVehicle vehicle, Subscription subscription) {
    PaidPlan plan = subscription.paid;
    if (plan == null || plan.over != null) {
      return null;
    }
    if (plan.pendingPayment != null) {
      return new Due(plan.askedAt.plus(Billing.ANSWER_LIMIT), () -> billing.giveUp(plan));
    }
    LocalDate end = plan.periodEnd(drifts);
    Instant at =
        plan.declines == 0
            ? end.atStartOfDay(vehicle.zone).toInstant()
            : at(end.plusDays(plan.declines), OFFICE, vehicle.zone);
    return new Due(at, () -> renew(vehicle, subscription, plan, end));
  }

  private void renew(
      SubscribedVehicle vehicle, Subscription subscription, PaidPlan plan, LocalDate end) {
    boolean inSpite =
        plan.cancelled
            ? has(SubscriptionDefects.CHARGE_AFTER_CANCEL)
            : has(SubscriptionDefects.RENEWAL_IN_SPITE);
    if (plan.autoRenewal || inSpite) {
      billing.ask(vehicle, subscription, plan);
    } else {
      plan.over = end;
    }
  }

  private static Instant at(LocalDate day, LocalTime time, ZoneId zone) {
    return ZonedDateTime.of(day, time, zone).toInstant();
  }
}
