package dev.dcmrig.world.service;

/** Which services a vehicle has: what the rest of the service asks of subscriptions. */
public interface Entitlements {

  /** The vehicle has been delivered for the first time, or is otherwise made known. */
  void vehicleKnown(String vin);

  /** Whether the product ({@code svt}, {@code remote}) is active for the vehicle now. */
  boolean isActive(String vin, String product);

  /** Every subscription of the vehicle lapses at once, complimentary ones included. */
  void lapse(String vin);
}
