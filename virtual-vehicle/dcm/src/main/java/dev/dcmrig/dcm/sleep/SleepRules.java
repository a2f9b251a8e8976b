// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sleep;

/**
 * What the requirements say of a DCM that sleeps. A method is a sentence of a requirement and its
 * default what that requires; a deliberate defect overrides one. Methods are pure functions.
 */
public interface SleepRules {

  /** SVT-02: a short message is heard asleep, too. */
  default boolean isSmsHeard(boolean asleep) {
    return true;
  }
}
