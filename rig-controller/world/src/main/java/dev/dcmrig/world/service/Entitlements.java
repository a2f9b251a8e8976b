package dev.dcmrig.world.service;

import java.util.Optional;

/** Which services a vehicle has: what the rest of the service asks of subscriptions. */
public interface Entitlements {

  /** The vehicle has been delivered for the first time, or is otherwise made known. */
  void vehicleKnown(String vin);

  /** Whether the product ({@code svt}, {@code remote}) is active for the vehicle now. */
  boolean isActive(String vin, String product);

  /**
   * Another owner, verified.
   *
   * @param email empty for the owner's default address
   */
  default void ownershipChanged(String vin, String owner, Optional<String> email) {}

  /** Every subscription of the vehicle lapses at once, complimentary ones included. */
  void lapse(String vin);
}
