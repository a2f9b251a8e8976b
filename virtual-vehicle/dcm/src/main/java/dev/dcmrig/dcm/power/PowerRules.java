// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.power;

/**
 * What the requirements say of the back-up battery. A method is a sentence of a requirement and its
 * default what that requires; a deliberate defect overrides one. Methods are pure functions.
 */
public interface PowerRules {

  /** ACN-11: the back-up battery serves a collision notification and its call back. */
  default boolean isBackupUsed(boolean forCrash) {
    return forCrash;
  }
}
