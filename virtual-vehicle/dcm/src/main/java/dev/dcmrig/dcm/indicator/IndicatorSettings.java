// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.indicator;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;
import java.util.List;

/** Section {@code indicator} of a DCM profile. */
public record IndicatorSettings(
    @Key(value = "How long a lamp that flashes is lit, and dark", source = "IND-01, IND-03")
        Duration phase,
    @Key(value = "What is shown between attempts", source = "IND-06")
        BetweenAttempts betweenAttempts,
    @Key(value = "Positions of the ignition in which the indicator is lit", source = "IND-06")
        List<String> ignition) {

  /** What is shown between attempts. */
  public enum BetweenAttempts {
    SOLID_GREEN,
    DARK
  }
}
