// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import dev.dcmrig.telematics.payments.PaymentMethod;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A product that is paid monthly. Periods are counted from the day of the first payment, so that
 * one of 31 January renews on 28 February and then on 31 March.
 */
final class PaidPlan {
  /** Where invoices go: the one who pays, not a later owner. Their address may be corrected. */
  String email;

  /** The owner may change the card while the plan runs. */
  PaymentMethod method;

  /** First day; null until the first payment is approved. */
  @Nullable LocalDate anchor;

  int paidMonths;
  boolean autoRenewal = true;
  boolean cancelled;

  /** Declined tries for the next period. */
  int declines;

  /** The charge whose result is awaited. */
  @Nullable String pendingPayment;

  Instant askedAt = Instant.EPOCH;

  /** First day for good without the product, once that is certain. */
  @Nullable LocalDate over;

  PaidPlan(String email, PaymentMethod method) {
    this.email = email;
    this.method = method;
  }

  boolean begun() {
    return anchor != null;
  }

  /** First day of the period that is not paid yet. */
  LocalDate periodEnd(boolean drifts) {
    LocalDate day = anchor;
    if (day == null) {
      throw new IllegalStateException("a plan without a first payment has no period");
    }
    if (!drifts) {
      return day.plusMonths(paidMonths);
    }
    for (int i = 0; i < paidMonths; i++) {
      day = day.plusMonths(1);
    }
    return day;
  }
}
