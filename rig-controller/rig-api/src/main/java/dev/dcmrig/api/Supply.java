// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;

/** The supply at the DCM's pin, with a meter in the lead. */
public interface Supply {

  /**
   * Sets the voltage at the pin.
   *
   * @param volts 0 to 60; 0 disconnects
   * @throws BenchBroken when the supply can't
   */
  void volts(double volts);

  /** What the DCM draws now, in amperes. */
  double amperes();

  /** The most that it drew over a span of the bench's time, in amperes. */
  double highestAmperes(Duration from, Duration to);
}
