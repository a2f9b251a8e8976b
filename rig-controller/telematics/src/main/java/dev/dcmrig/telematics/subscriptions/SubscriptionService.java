// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.telematics.domain.Entitlements;
import dev.dcmrig.telematics.mail.OwnerMail;
import dev.dcmrig.telematics.payments.PaymentGateway;
import dev.dcmrig.telematics.payments.PaymentMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which vehicle has which service until when. What happens to one product is {@link Subscription}'s
 * and {@link PaidPlan}'s to say; each vehicle's {@link Schedule} waits for what is due next.
 */
public final class SubscriptionService implements Entitlements {
  private final Timeline timeline;
  private final Packages packages;
  private final OwnerMail mail;
  private final SubscriptionRules rules;
  private final BillingRules billingRules;
  private final NoticeDays noticeDays;
  private final Notices notices;
  private final Billing billing;
  private final DueDates dueDates;
  private final Map<String, SubscribedVehicle> vehicles = new HashMap<>();
  private final Map<String, Schedule> schedules = new HashMap<>();

  public SubscriptionService(
      Timeline timeline,
      Packages packages,
      OwnerMail mail,
      PaymentGateway gateway,
      SubscriptionRules rules,
      BillingRules billingRules) {
    this.timeline = timeline;
    this.packages = packages;
    this.mail = mail;
    this.rules = rules;
    this.billingRules = billingRules;
    this.noticeDays = new NoticeDays(packages, rules);
    this.notices = new Notices(mail);
    this.billing = new Billing(timeline, packages.paidMonthlyCents(), mail, gateway, billingRules);
    this.dueDates = new DueDates(timeline, notices, billing);
  }

  @Override
  public synchronized void vehicleKnown(String vin) {
    if (!vehicles.containsKey(vin)) {
      SubscribedVehicle vehicle =
          new SubscribedVehicle(vin, product -> new Subscription(product, noticeDays, rules));
      vehicles.put(vin, vehicle);
      schedules.put(
          vin, new Schedule(timeline, "subscriptions/" + vin, this, () -> dueDates.next(vehicle)));
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
    if (vehicle != null) {
      LocalDate today = today(vehicle);
      vehicle.products.values().forEach(subscription -> subscription.lapse(today));
      changed(vehicle);
    }
  }

  /** Says what the vehicle came with; its complimentary periods are counted anew. */
  synchronized void delivered(
      SubscribedVehicle vehicle, LocalDate day, String packageName, String dcm, ZoneId zone) {
    vehicle.delivered(day, packageName, dcm, zone);
    grant(vehicle, day);
  }

  /**
   * Another owner, verified. The rest of complimentary periods and trials stays with the vehicle. A
   * paid product ends with the period that the old owner has paid. What is still being charged is
   * given back. A corrected address of the same owner is for everything that is written from now
   * on.
   */
  @Override
  public synchronized void ownershipChanged(String vin, String owner, Optional<String> email) {
    SubscribedVehicle vehicle = vehicles.get(vin);
    if (vehicle == null) {
      return;
    }
    if (vehicle.owner.equals(owner)) {
      email.ifPresent(vehicle::correctAddress);
      return;
    }
    if (!billingRules.isSellerCharged()) {
      vehicle.products.values().forEach(each -> endPlanOfSeller(vehicle, each));
    }
    vehicle.changeOwner(owner, email.orElse(owner + "@owners.dcmrig.example"));
    if (rules.isGrantedAgainToNextOwner()) {
      grant(vehicle, today(vehicle));
    }
  }

  /** Sets the end of a plan for good, so that nobody can have the seller's card charged again. */
  private void endPlanOfSeller(SubscribedVehicle vehicle, Subscription subscription) {
    PaidPlan plan = subscription.plan().filter(each -> !each.isEnded()).orElse(null);
    if (plan == null) {
      return;
    }
    if (!plan.isCancelled()) {
      cancel(vehicle, subscription);
    }
    if (!plan.isEnded()) {
      plan.endOn(plan.periodEnd());
      changed(vehicle);
    }
  }

  private void grant(SubscribedVehicle vehicle, LocalDate delivery) {
    LocalDate today = today(vehicle);
    LocalDate from = rules.complimentaryFrom(delivery, today);
    for (Subscription subscription : vehicle.products.values()) {
      int months =
          rules.complimentaryMonths(
              packages, vehicle.packageName, vehicle.dcm, subscription.product());
      subscription.grant(from, months, today);
    }
    changed(vehicle);
  }

  @Nullable SubscribedVehicle vehicle(String vin) {
    return vehicles.get(vin);
  }

  Packages packages() {
    return packages;
  }

  LocalDate today(SubscribedVehicle vehicle) {
    return vehicle.dayAt(timeline.now());
  }

  LocalDate today(ZoneId zone) {
    return timeline.now().atZone(zone).toLocalDate();
  }

  Instant now() {
    return timeline.now();
  }

  Subscription.Status status(SubscribedVehicle vehicle, Subscription subscription) {
    return subscription.status(today(vehicle));
  }

  synchronized void beginTrial(SubscribedVehicle vehicle, Subscription subscription) {
    subscription.beginTrial(today(vehicle), packages.trialMonths());
    changed(vehicle);
  }

  /** Takes back a cancellation, as far as there is something left; false if there is not. */
  synchronized boolean reactivate(SubscribedVehicle vehicle, Subscription subscription) {
    boolean possible = subscription.reactivate(today(vehicle), packages.trialMonths());
    if (possible) {
      changed(vehicle);
    }
    return possible;
  }

  /** Remembers whether an owner wants push notices; false if there are too many owners. */
  synchronized boolean push(String owner, boolean wanted) {
    return notices.push(owner, wanted);
  }

  synchronized void buy(
      SubscribedVehicle vehicle, Subscription subscription, PaymentMethod method) {
    PaidPlan plan = new PaidPlan(vehicle.email, method, billingRules);
    subscription.buy(plan);
    billing.ask(vehicle, subscription, plan);
    changed(vehicle);
  }

  /** Another card in the place of one: what comes from now on is charged to it. */
  synchronized void methodChanged(String owner, PaymentMethod method) {
    for (SubscribedVehicle vehicle : vehicles.values()) {
      if (vehicle.owner.equals(owner)) {
        for (Subscription subscription : vehicle.products.values()) {
          subscription
              .plan()
              .filter(plan -> plan.method().id().equals(method.id()))
              .ifPresent(plan -> plan.payBy(method));
        }
      }
    }
  }

  synchronized void cancel(SubscribedVehicle vehicle, Subscription subscription) {
    Subscription.Cancellation done = subscription.cancel(today(vehicle));
    Letters.Letter letter = Letters.cancelled(vehicle.vin, subscription.product(), done.ends());
    mail.mail(done.payer().orElse(vehicle.email), letter.subject(), letter.text());
    changed(vehicle);
  }

  synchronized void autoRenewal(SubscribedVehicle vehicle, PaidPlan plan, boolean on) {
    if (on) {
      plan.renewAgain();
    } else {
      plan.stopRenewing(today(vehicle));
    }
    changed(vehicle);
  }

  /** What the payment provider says of a charge; false if there is no such charge. */
  public synchronized boolean paymentResult(String id, boolean approved) {
    Optional<SubscribedVehicle> vehicle = billing.result(id, approved);
    vehicle.ifPresent(this::changed);
    return vehicle.isPresent();
  }

  private void changed(SubscribedVehicle vehicle) {
    Schedule schedule = schedules.get(vehicle.vin);
    if (schedule != null) {
      schedule.changed();
    }
  }
}
