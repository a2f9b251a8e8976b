// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.diagnostics;

import dev.dcmrig.sim.pins.Line;

/**
 * What is required of the DCM's trouble codes and of the versions that it tells
 * (docs/DCM-INTERFACE.md, 1.1). Methods are pure functions.
 */
public interface DiagnosticRules {

  /** IND-04: what the self-test finds is stored as a trouble code. */
  default boolean isStored(Line fault) {
    return true;
  }

  /** IND-05: a test that passes ends the bit testFailed of its code. */
  default boolean isHealed(Line line) {
    return true;
  }

  /** IND-04: a request to clear trouble codes forgets each of them. */
  default boolean isCleared(int code) {
    return true;
  }

  /** IND-04: trouble codes outlive a reset and a loss of supply. */
  default boolean isKept(int code) {
    return true;
  }

  /** OTA-07: the version that is told is the one that runs. */
  default String toldVersion(String running) {
    return running;
  }

  /**
   * OTA-07, UN R156 7.2.1.2: the software identification number that is told is the one in force.
   */
  default String toldRxswin(String inForce) {
    return inForce;
  }
}
