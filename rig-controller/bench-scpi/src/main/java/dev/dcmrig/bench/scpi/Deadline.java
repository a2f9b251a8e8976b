// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.sim.WallClock;
import java.time.Duration;

/** Until when an instrument may answer. Counted looks would wait long for one that drips. */
@WallClock("an instrument answers in the world's time, and is asked outside of any bench, too")
final class Deadline {
  private final long start = System.nanoTime();
  private final long nanos;

  /** From now on. */
  Deadline(Duration within) {
    this.nanos = within.toNanos();
  }

  boolean isOver() {
    return System.nanoTime() - start >= nanos;
  }
}
