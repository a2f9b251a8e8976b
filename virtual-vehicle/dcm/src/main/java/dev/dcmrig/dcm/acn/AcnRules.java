// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.acn;

import dev.dcmrig.dcm.call.EmergencyRules;

/**
 * What the requirements say of automatic collision notification. A method is a sentence of a
 * requirement and its default what that requires; a deliberate defect overrides one. Methods are
 * pure functions.
 */
public interface AcnRules extends EmergencyRules {

  /**
   * What is looked at before a crash is told.
   *
   * @param enabled the dealer has not switched emergency calls off
   * @param subscribed a subscription is active
   * @param dataRestricted the owner has restricted data connectivity
   * @param navigationWorks the navigation system says that it is well
   */
  record Circumstances(
      boolean enabled, boolean subscribed, boolean dataRestricted, boolean navigationWorks) {}

  /** ACN-01: a crash is told unless one of the sentences below forbids it. */
  default boolean isTold(Circumstances now) {
    return isNotificationEnabled(now.enabled)
        && isNotifiedWhen(now.subscribed, now.dataRestricted)
        && isNotifiedWithNavigation(now.navigationWorks);
  }

  /** ACN-16: with emergency calls switched off by the dealer a crash is not told. */
  default boolean isNotificationEnabled(boolean enabled) {
    return isEmergencyCallEnabled(enabled);
  }

  /** ACN-08: neither a subscription nor an allowance of the owner is needed. */
  default boolean isNotifiedWhen(boolean subscribed, boolean dataRestricted) {
    return true;
  }

  /** ACN-07: no navigation system is needed. */
  default boolean isNotifiedWithNavigation(boolean works) {
    return true;
  }

  /** ACN-01: an airbag that deploys is a crash, whatever the impact sensors saw. */
  default boolean isDeploymentCrash(boolean deployed) {
    return deployed;
  }

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

  /** ACN-04: the limit is counted from the trigger, whenever the attempts began. */
  default long limitBeginNanos(long triggeredNanos, long nowNanos) {
    return triggeredNanos;
  }

  /** ACN-10: another crash during the attempts or the call of one gets a call of its own. */
  default boolean isLaterCrashKept() {
    return true;
  }

  /** ACN-10: a crash that waits gets its call, although another one was told in a call back. */
  default boolean isWaitingCrashKept() {
    return true;
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
