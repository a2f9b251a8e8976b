// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.indicator;

import dev.dcmrig.sim.pins.Line;

/**
 * What the requirements say of the indicator and the self-test behind it. A method is a sentence of
 * a requirement and its default what that requires; a deliberate defect overrides one. Methods are
 * pure functions.
 */
public interface IndicatorRules {

  /** IND-01: during the first test after ignition on the lamps alternate. */
  default boolean isAlternating(boolean firstTest) {
    return firstTest;
  }

  /** IND-02, SOS-12: red for a fault, and while emergency calls are switched off. */
  default boolean isRed(boolean fault, boolean switchedOff) {
    return fault || switchedOff;
  }

  /**
   * IND-03: green flashes while an INVITE is out or a call is up.
   *
   * @param waiting an event is under way, between its attempts for instance
   */
  default boolean isFlashing(boolean callActive, boolean waiting) {
    return callActive;
  }

  /** IND-04: the self-test looks at every line; a worn flash is no fault of an emergency call. */
  default boolean isTested(Line line) {
    return line != Line.FLASH;
  }

  /** IND-05: a fault that is gone is gone after the next test. */
  default boolean isForgotten(Line goneFault) {
    return true;
  }

  /** IND-06: dark with the ignition off. */
  default boolean isDark(boolean ignitionOff) {
    return ignitionOff;
  }
}
