// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.orders;

import java.time.Instant;

/**
 * What the requirements say of orders (SVT-10; docs/DCM-INTERFACE.md, 2.6). A method is a sentence
 * of a requirement and its default what that requires; a deliberate defect overrides one. Methods
 * are pure functions.
 */
public interface OrderRules {

  /** SVT-10: an order that the service has not signed is not carried out. */
  default boolean isAuthentic(boolean signed) {
    return signed;
  }

  /** SVT-10: that the service hands it out itself makes no order authentic. */
  default boolean isAuthenticInAnswer(boolean signed) {
    return isAuthentic(signed);
  }

  /** SVT-10: another vehicle's order is not carried out. */
  default boolean isForThisVehicle(String vin, String own) {
    return vin.equals(own);
  }

  /** SVT-10: an order is carried out once; its sequence is above all before it. */
  default boolean isNew(long sequence, long highest) {
    return sequence > highest;
  }

  /** SVT-10: an order whose time is over is not carried out. */
  default boolean isInTime(Instant expires, Instant now) {
    return expires.isAfter(now);
  }
}
