// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import java.time.LocalDate;

/** What the requirements say of paid products; written as {@link SubscriptionRules} are. */
public interface BillingRules {
  /** One eleventh of a price is tax. */
  int GST_DIVISOR = 11;

  /**
   * SUB-02: each month is counted from the day of the first payment. One of 31 January ends on 28
   * February, and the next on 31 March.
   */
  default LocalDate periodEnd(LocalDate firstPaid, int paidMonths) {
    return firstPaid.plusMonths(paidMonths);
  }

  /** SUB-03: a product that was cancelled is not charged again. */
  default boolean isChargedAfterCancel() {
    return false;
  }

  /** SUB-02: with auto-renewal off a product ends with its period. */
  default boolean isRenewedAgainstWish() {
    return false;
  }

  /**
   * SUB-02: what nobody pays ends.
   *
   * @param declines of one period, one after another
   * @param retries of a renewal after the first try
   */
  default boolean isEndedBy(int declines, int retries) {
    return declines > retries;
  }

  /** SUB-03: a cancellation that was taken back renews again. */
  default boolean isRenewedAfterReactivation() {
    return true;
  }

  /** SUB-03: once the vehicle is sold nothing more is charged to the seller. */
  default boolean isSellerCharged() {
    return false;
  }

  /**
   * SUB-06: the tax on an invoice: GST of 10 %, included, so one eleventh of the price (A New Tax
   * System (GST) Act 1999, 9-70).
   *
   * @return cents, rounded half up
   */
  default int taxOf(int cents) {
    return Math.floorDiv(2 * cents + GST_DIVISOR, 2 * GST_DIVISOR);
  }

  /** SUB-06: a tax invoice is sent for each payment. */
  default boolean isInvoiced() {
    return true;
  }
}
