// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.scenario;

import dev.dcmrig.sim.WallClock;
import java.time.Duration;

/** Wall-clock time that something took, for the eyes of a user only. */
@WallClock("tells a user how long a scenario took; lies outside of the evidence digest")
public final class Stopwatch {
  private final long start = System.nanoTime();

  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
