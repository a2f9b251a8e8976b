// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sos;

import dev.dcmrig.dcm.call.EmergencyRules;

/**
 * What the requirements say of the SOS button. A method is a sentence of a requirement and its
 * default what that requires; a deliberate defect overrides one. Methods are pure functions.
 */
public interface SosRules extends EmergencyRules {

  /**
   * What is looked at before a press is served.
   *
   * @param ignitionOn the ignition is in a position in which a press counts
   * @param enabled the dealer has not switched emergency calls off
   * @param subscribed a subscription is active
   * @param dataRestricted the owner has restricted data connectivity
   * @param tracked the vehicle is tracked as stolen
   * @param navigationWorks the navigation system says that it is well
   */
  record Circumstances(
      boolean ignitionOn,
      boolean enabled,
      boolean subscribed,
      boolean dataRestricted,
      boolean tracked,
      boolean navigationWorks) {}

  /** SOS-01: a press places a call unless one of the sentences below forbids it. */
  default boolean isServed(Circumstances now) {
    return isIgnitionRight(now.ignitionOn)
        && isEmergencyCallEnabled(now.enabled)
        && isSubscriptionRight(now.subscribed)
        && isDataConnectivityRight(now.dataRestricted)
        && isServedWhileTracked(now.tracked)
        && isNavigationRight(now.navigationWorks)
        && isServedWithoutPhone();
  }

  /** SOS-03: a press with the ignition off places no call. */
  default boolean isIgnitionRight(boolean ignitionOn) {
    return ignitionOn;
  }

  /** SOS-09: no subscription is needed. */
  default boolean isSubscriptionRight(boolean subscribed) {
    return true;
  }

  /** SOS-06: restricted data connectivity stands in no call's way. */
  default boolean isDataConnectivityRight(boolean restricted) {
    return true;
  }

  /** SUB-08: a vehicle that is tracked calls as any other. */
  default boolean isServedWhileTracked(boolean tracked) {
    return true;
  }

  /** SOS-07: no navigation system is needed. */
  default boolean isNavigationRight(boolean works) {
    return true;
  }

  /** SOS-08: no phone need be there; the DCM calls with its own modem. */
  default boolean isServedWithoutPhone() {
    return true;
  }

  /** SOS-03: of a press that is not served the service hears nothing. */
  default boolean isUnservedPressReported() {
    return false;
  }

  /** SOS-13: a press counts once it was held for the hold time. */
  default long holdNanos(long required) {
    return required;
  }

  /** SOS-14: a press counts while nothing is going on. */
  default boolean isPressCounted(boolean idle) {
    return idle;
  }

  /** SOS-04: the first attempt and at most so many more that these are all. */
  default int sosAttempts(int required) {
    return required;
  }

  /** SOS-05: after a call that was answered no further attempt is made. */
  default boolean isSettledByCall(boolean answered) {
    return answered;
  }

  /** SOS-15: the gap between the end of an attempt and the next. */
  default long sosGapNanos(long required) {
    return required;
  }
}
