// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import java.util.Optional;

/** Which services a vehicle has: what the rest of the service asks of subscriptions. */
public interface Entitlements {

  /** The vehicle has been delivered for the first time, or is otherwise made known. */
  void vehicleKnown(String vin);

  /** Whether the product ({@code svt}, {@code remote}) is active for the vehicle now. */
  boolean isActive(String vin, String product);

  /**
   * The owner, verified: another one, or the same one with a corrected address.
   *
   * @param email empty for another owner's default address, or to leave the same owner's as it is
   */
  default void ownershipChanged(String vin, String owner, Optional<String> email) {}

  /** Every subscription of the vehicle lapses at once, complimentary ones included. */
  void lapse(String vin);
}
