// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.payments;

import java.time.YearMonth;

/**
 * What the requirements say of payment cards. A method is a sentence of a requirement and its
 * default what that requires; a deliberate defect overrides one. Methods are pure functions.
 */
public interface CardRules {

  /** SUB-06: cards of VISA and Mastercard are taken if they are right, and no others. */
  default Card accepted(String typed, String expiry, YearMonth today) throws Card.RefusedException {
    return Card.check(typed, expiry, today);
  }

  /** PRV-03: an invoice names a card by its brand and last four digits. */
  default String shownOnInvoices(Card card) {
    return card.toString();
  }
}
