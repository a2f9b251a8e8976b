// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import dev.dcmrig.telematics.payments.PaymentMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product that is paid monthly: asked for, begun with the first payment, ended. A month that is
 * not paid is tried again on {@link #RETRY_DAYS} days; meanwhile the product goes on.
 */
final class PaidPlan {
  /** Days after a period's end on which a declined renewal is tried again. */
  static final int RETRY_DAYS = 3;

  /** When a declined renewal is tried again. */
  private static final LocalTime RETRY_TIME = LocalTime.of(9, 0);

  private final BillingRules rules;

  /** Where invoices go: the one who pays, not a later owner. Their address may be corrected. */
  private String email;

  /** The owner may change the card while the plan runs. */
  private PaymentMethod method;

  /** First day; null until the first payment is approved. */
  private @Nullable LocalDate firstPaid;

  private int paidMonths;
  private boolean autoRenewal = true;
  private boolean cancelled;

  /** Declined tries for the next period. */
  private int declines;

  /** The charge whose result is awaited. */
  private @Nullable String pendingPayment;

  private Instant askedAt = Instant.EPOCH;

  /** First day for good without the product, once that is certain. */
  private @Nullable LocalDate end;

  PaidPlan(String email, PaymentMethod method, BillingRules rules) {
    this.email = email;
    this.method = method;
    this.rules = rules;
  }

  String email() {
    return email;
  }

  void billTo(String address) {
    email = address;
  }

  PaymentMethod method() {
    return method;
  }

  /** From the next charge on. */
  void payBy(PaymentMethod other) {
    method = other;
  }

  /** The first payment was approved. */
  boolean isBegun() {
    return firstPaid != null;
  }

  int paidMonths() {
    return paidMonths;
  }

  boolean isAutoRenewing() {
    return autoRenewal;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** When it ends is certain, whether that day has come or not. */
  boolean isEnded() {
    return end != null;
  }

  Optional<LocalDate> end() {
    return Optional.ofNullable(end);
  }

  boolean isOver(LocalDate today) {
    return end != null && !today.isBefore(end);
  }

  boolean isPaymentPending() {
    return pendingPayment != null;
  }

  Optional<String> pendingPayment() {
    return Optional.ofNullable(pendingPayment);
  }

  Instant askedAt() {
    return askedAt;
  }

  /** First day of the period that is not paid yet. */
  LocalDate periodEnd() {
    LocalDate day = firstPaid;
    if (day == null) {
      throw new IllegalStateException("a plan without a first payment has no period");
    }
    return rules.periodEnd(day, paidMonths);
  }

  /** When the next month is to be charged: at the start of its first day, then on days after it. */
  Instant nextCharge(ZoneId zone) {
    LocalDate day = periodEnd();
    return declines == 0
        ? day.atStartOfDay(zone).toInstant()
        : ZonedDateTime.of(day.plusDays(declines), RETRY_TIME, zone).toInstant();
  }

  /** Whether the next month is charged, or the plan ends with this one. */
  boolean isRenewed() {
    return autoRenewal || (cancelled ? rules.isChargedAfterCancel() : rules.isRenewedAgainstWish());
  }

  /** A charge was asked for. */
  void asked(String payment, Instant now) {
    pendingPayment = payment;
    askedAt = now;
  }

  /** A charge has its result, or is not waited for any more. */
  void settled(String payment) {
    if (payment.equals(pendingPayment)) {
      pendingPayment = null;
    }
  }

  /** One more month is paid. */
  void paid(LocalDate today) {
    if (firstPaid == null) {
      firstPaid = today;
    }
    paidMonths++;
    declines = 0;
  }

  /**
   * A charge was declined.
   *
   * @return true if it was the last try: the plan has ended
   */
  boolean declined(LocalDate today) {
    if (isBegun()) {
      declines++;
    }
    boolean last = !isBegun() || rules.isEndedBy(declines, RETRY_DAYS) || !autoRenewal;
    if (last) {
      end = today;
    }
    return last;
  }

  /** Whether a charge that is approved late pays the month that it was asked for. */
  boolean takesLate(int period) {
    return isBegun() && !isEnded() && !isPaymentPending() && paidMonths == period;
  }

  /** A renewal that is being charged meanwhile is refunded when it is approved. */
  void stopRenewing(LocalDate today) {
    autoRenewal = false;
    if (isBegun() && !today.isBefore(periodEnd())) {
      end = today;
    }
  }

  void renewAgain() {
    autoRenewal = !cancelled || rules.isRenewedAfterReactivation();
    cancelled = false;
  }

  /**
   * Its owner does not want it any more.
   *
   * @return first day without it
   */
  LocalDate cancel(LocalDate today) {
    stopRenewing(today);
    cancelled = true;
    return end().orElseGet(this::periodEnd);
  }

  /** Sets the end for good: from this day on there is no product. */
  void endOn(LocalDate day) {
    end = day;
  }
}
