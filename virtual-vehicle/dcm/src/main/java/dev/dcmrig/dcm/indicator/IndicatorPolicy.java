// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.indicator;

import dev.dcmrig.dcm.indicator.IndicatorDriver.Show;
import dev.dcmrig.dcm.indicator.IndicatorSettings.BetweenAttempts;

/** What the indicator shows for what is going on (IND-01 to IND-06); the first that fits counts. */
public final class IndicatorPolicy {

  /**
   * What is going on.
   *
   * @param callActive an INVITE is out or a call is up
   * @param eventActive an emergency is under way, between two attempts for instance
   * @param ignitionShown the ignition is in a position in which the indicator is lit
   * @param onBackup the back-up battery is all the power there is
   * @param firstTest the test that ignition started is going on
   * @param fault a fault may exist
   * @param switchedOff the dealer has switched emergency calls off
   */
  public record Situation(
      boolean callActive,
      boolean eventActive,
      boolean ignitionShown,
      boolean onBackup,
      boolean firstTest,
      boolean fault,
      boolean switchedOff) {}

  private final IndicatorSettings settings;
  private final IndicatorRules rules;

  public IndicatorPolicy(IndicatorSettings settings, IndicatorRules rules) {
    this.settings = settings;
    this.rules = rules;
  }

  public Show show(Situation now) {
    if (rules.isFlashing(now.callActive, now.eventActive)) {
      return Show.FLASHING_GREEN;
    }
    if (!now.ignitionShown || now.onBackup) {
      return rules.isDark(true) ? Show.DARK : Show.GREEN;
    }
    if (rules.isAlternating(now.firstTest)) {
      return Show.ALTERNATING;
    }
    if (rules.isRed(now.fault, now.switchedOff)) {
      return Show.RED;
    }
    return now.eventActive && settings.betweenAttempts() == BetweenAttempts.DARK
        ? Show.DARK
        : Show.GREEN;
  }
}
