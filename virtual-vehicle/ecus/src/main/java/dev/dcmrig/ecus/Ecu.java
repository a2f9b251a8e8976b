// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

/**
 * One control unit on the vehicle's bus. Belongs to the timeline's thread. It knows what happens to
 * its part of the car and says so in frames; it never calls another ECU.
 */
public interface Ecu {

  /** Main battery voltage in volts below which an ECU is off. */
  double MINIMUM_SUPPLY_VOLTS = 6.0;

  String name();

  /** Connects to the bus and begins to send, if there is supply. */
  void start();

  /** Leaves the bus. A stopped ECU can't be started again. */
  void stop();

  /** The voltage at its supply pin, in volts. Below {@link #MINIMUM_SUPPLY_VOLTS} it is off. */
  void supply(double volts);
}
