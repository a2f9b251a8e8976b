// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.acn;

import dev.dcmrig.dcm.call.EmergencyRules;

/**
 * What the requirements say of automatic collision notification. A method is a sentence of a
 * requirement and its default what that requires; a deliberate defect overrides one. Methods are
 * pure functions.
 */
public interface AcnRules extends EmergencyRules {

  /** ACN-02: an impact at the threshold or above is a crash, airbag or not. */
  default boolean isCrash(double impactG, double thresholdG) {
    return impactG >= thresholdG;
  }

  /** ACN-03, ACN-11: a crash counts with the ignition on, or lost in the crash itself. */
  default boolean isCrashCounted(boolean ignitionOnOrJustLost) {
    return ignitionOnOrJustLost;
  }

  /** ACN-12: an airbag frame that fails its protection is no crash. */
  default boolean isBadFrameBelieved() {
    return false;
  }

  /** ACN-10: deployment and impact closer together than the window are one crash. */
  default boolean isSameCrash(long apartNanos, long windowNanos) {
    return apartNanos < windowNanos;
  }

  /** ACN-10: what was one crash before a reset is one after it. */
  default boolean isLastCrashRemembered() {
    return true;
  }

  /** ACN-13: the first attempt is made at once; how long after the crash. */
  default long delayNanos() {
    return 0;
  }

  /** ACN-14: a crash during another call is reported in it. */
  default boolean isReportedInCallUnderWay() {
    return true;
  }

  /** ACN-04, ACN-05: attempts go on for this long from the trigger, and no longer. */
  default long limitNanos(long required) {
    return required;
  }

  /** ACN-04: attempts go on after a reset. */
  default boolean isResumedAfterReset() {
    return true;
  }

  /** ACN-11: the ignition may go, the crash stays. */
  default boolean isCrashKept(boolean ignitionOnOrJustLost) {
    return true;
  }
}
