// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

/**
 * What the requirements say of starting a firmware (OTA-06). A method is a sentence of a
 * requirement and its default what that requires; a deliberate defect overrides one. Methods are
 * pure functions.
 */
public interface BootRules {

  /**
   * OTA-06: a firmware that was started so often without proving itself is given up for the one
   * before it.
   *
   * @param attempts how often it was started
   * @param allowed by the profile; at least 1
   */
  default boolean isGivenUp(int attempts, int allowed) {
    return attempts >= allowed;
  }
}
