// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.svt;

/**
 * What the requirements say of tracking. A method is a sentence of a requirement and its default
 * what that requires; a deliberate defect overrides one. Methods are pure functions.
 */
public interface TrackingRules {

  /**
   * SVT-08, SVT-10, SVT-12: reports go out under an order that the service has confirmed since the
   * boot.
   *
   * @param ordered an order is in force, as far as the DCM knows
   * @param confirmed the service has said so since the last boot
   */
  default boolean isReportingDue(boolean ordered, boolean confirmed) {
    return ordered && confirmed;
  }

  /**
   * SVT-05: tracking has no end of its own.
   *
   * @param reports how many the order in force has brought so far
   */
  default boolean isGoingOnAfter(int reports) {
    return true;
  }

  /**
   * SVT-06: a report that was given up without coverage is not the last one.
   *
   * @param lost one was, since tracking began or went on
   */
  default boolean isReportedAfter(boolean lost) {
    return true;
  }

  /** SVT-13: reports go out whatever the ignition. */
  default boolean isReportedWith(boolean ignitionOn) {
    return true;
  }

  /** SVT-07: reports cease with a flat battery. */
  default boolean isCeased(boolean flat) {
    return flat;
  }

  /** SVT-07: an order in force outlasts a loss of power. */
  default boolean isOrderKeptWithoutPower() {
    return true;
  }

  /** SVT-13: with a weak battery reports come at the longer interval. */
  default boolean isIntervalLonger(boolean weakBattery) {
    return weakBattery;
  }

  /** SVT-13: how long a voltage must last to count; a crank dip does not. */
  default long voltageHoldNanos(long required) {
    return required;
  }

  /**
   * SVT-03, SVT-04: the app's features are off from an order on, and stay so after its end until
   * the service enables them.
   *
   * @param disabled an order or the service has switched them off, and nobody on again
   * @param ordered an order is in force
   */
  default boolean areFeaturesOff(boolean disabled, boolean ordered) {
    return disabled;
  }

  /** SVT-10: the service hears of what was not authentic. */
  default boolean isSecurityEventSent() {
    return true;
  }
}
