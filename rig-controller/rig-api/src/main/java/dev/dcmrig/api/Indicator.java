// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;
import java.util.List;

/** The light reader in front of the indicator beside the SOS button. */
public interface Indicator {

  /** Every change of a lamp since the bench was opened, in order of time. */
  List<Change> history();

  /** What the indicator showed over a span of the bench's time. */
  default IndicatorPattern pattern(Duration from, Duration to) {
    return IndicatorPattern.classify(history(), from, to);
  }

  /** One lamp has changed to a brightness of 0 to 1. */
  record Change(Duration at, Lamp lamp, double brightness) {}

  /** The two lamps. */
  enum Lamp {
    GREEN,
    RED
  }
}
