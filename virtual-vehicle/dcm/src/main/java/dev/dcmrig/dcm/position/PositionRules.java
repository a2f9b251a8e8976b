// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.position;

/**
 * What the requirements say of the position. A method is a sentence of a requirement and its
 * default what that requires; a deliberate defect overrides one. Methods are pure functions.
 */
public interface PositionRules {

  /** SOS-17: south is south; in milliarcseconds, north is positive. */
  default int latitudeMas(int measured) {
    return measured;
  }

  /** ACN-09: a position that is older than the trusted age is called not trusted. */
  default boolean isTrusted(boolean recent) {
    return recent;
  }

  /** SVT-14: a report calls a fix fresh only when it is. */
  default boolean isCalledFresh(boolean fresh) {
    return fresh;
  }

  /** SVT-14: a fix keeps the time at which it was measured. */
  default long fixTimeNanos(long measured, long now) {
    return measured;
  }
}
