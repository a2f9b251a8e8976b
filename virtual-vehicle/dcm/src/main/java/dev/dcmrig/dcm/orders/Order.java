// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.orders;

import java.time.Instant;

/**
 * One order or command (docs/DCM-INTERFACE.md, 2.6).
 *
 * @param sequence grows with every order and command of a vehicle; from 1 on
 * @param action {@code start}, {@code end}; {@code lock}, {@code unlock}, {@code locate}
 */
public record Order(
    String id, String vin, long sequence, String action, Instant issued, Instant expires) {

  /** What tells it from every other order of the vehicle; the id is the part after the blank. */
  public String name() {
    return sequence + " " + id;
  }
}
