// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.indicator;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;

/** Section {@code selfTest} of a DCM profile (IND-04, IND-05). */
public record SelfTestSettings(
    @Key(value = "How long a test takes", source = "IND-01") Duration duration,
    @Key(value = "How long a test may take", source = "IND-05", onlySpecified = true)
        Duration limit,
    @Key(value = "From the end of one test to the start of the next", source = "IND-04")
        Duration interval) {

  public SelfTestSettings {
    if (duration.compareTo(limit) > 0) {
      throw new IllegalArgumentException("duration is longer than limit");
    }
  }
}
