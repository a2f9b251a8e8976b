// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import java.time.LocalDate;

/** What the requirements say of paid products; written as {@link SubscriptionRules} are. */
public interface BillingRules {

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

  /** SUB-06: a tax invoice is sent for each payment. */
  default boolean isInvoiced() {
    return true;
  }
}
