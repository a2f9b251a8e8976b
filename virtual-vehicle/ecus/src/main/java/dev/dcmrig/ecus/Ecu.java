// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import java.util.Map;
import java.util.function.Consumer;

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

  /**
   * What can be said to it, by name, with the arguments by theirs: {@code "tyrePressure"}. A verb
   * that stands here needs no line in the vehicle or its host.
   */
  default Map<String, Consumer<Map<String, Object>>> verbs() {
    return Map.of();
  }
}
