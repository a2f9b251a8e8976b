// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;

/** The ammeter in the DCM's supply. */
public interface Supply {

  /** What the DCM draws now, in amperes. */
  double amperes();

  /** The most that it drew over a span of the bench's time, in amperes. */
  double highestAmperes(Duration from, Duration to);
}
