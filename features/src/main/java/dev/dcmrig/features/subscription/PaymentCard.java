// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.features.scene.People;

/**
 * Cards that scenarios pay with. The numbers are the brands' published test numbers: no account
 * stands behind them.
 */
public enum PaymentCard {
  VISA("4111111111111111", "12/39"),
  MASTERCARD("5555555555554444", "12/39"),
  AMERICAN_EXPRESS("378282246310005", "12/39"),
  // Numbers of a Mastercard begin with 51 to 55, or with 2221 to 2720 (ISO/IEC 7812-1): both ends,
  // and what lies beside them. Their digits are zeros otherwise.
  FROM_5100("5100000000000008", "12/39"),
  FROM_5599("5599000000000006", "12/39"),
  FROM_2221("2221000000000009", "12/39"),
  FROM_2720("2720000000000005", "12/39"),
  FROM_5099("5099000000000001", "12/39"),
  FROM_5600("5600000000000003", "12/39"),
  FROM_2220("2220000000000000", "12/39"),
  FROM_2721("2721000000000004", "12/39"),
  /** One digit of a VISA card is wrong. */
  MISTYPED("4111111111111112", "12/39"),
  /** A VISA card that is no longer valid. */
  EXPIRED("4111111111111111", "05/26");

  private final String number;
  private final String expiry;

  PaymentCard(String number, String expiry) {
    this.number = number;
    this.expiry = expiry;
  }

  String number() {
    return number;
  }

  /** Whether a text shows the whole number, however it is grouped. */
  boolean isIn(String text) {
    return text.replaceAll("[ -]", "").contains(number);
  }

  /** What the owner types in, as the service's API takes it. */
  ObjectNode json() {
    return People.body().put("number", number).put("expiry", expiry).put("holder", "A. Owner");
  }
}
