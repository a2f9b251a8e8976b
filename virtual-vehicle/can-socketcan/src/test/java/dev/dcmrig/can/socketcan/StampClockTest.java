// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Foreign clocks, and what becomes of them on the timeline; nanoseconds throughout. */
class StampClockTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long EPOCH = 1_800_000_000L * SECOND;

  @Test
  void theWallsClockIsTakenAtItsWord() {
    StampClock clock = StampClock.at(-EPOCH);
    assertEquals(5 * SECOND, clock.timelineNanos(EPOCH + 5 * SECOND, 5 * SECOND + 70_000));
    assertEquals(6 * SECOND, clock.timelineNanos(EPOCH + 6 * SECOND, 9 * SECOND), "queued for 3 s");
  }

  @Test
  void noFrameIsReadBeforeItArrived() {
    StampClock clock = StampClock.at(-EPOCH);
    // Somebody set the clock an hour ahead.
    long ahead = EPOCH + 3_600 * SECOND;
    assertEquals(5 * SECOND, clock.timelineNanos(ahead + 5 * SECOND, 5 * SECOND));
    assertEquals(6 * SECOND, clock.timelineNanos(ahead + 6 * SECOND, 6 * SECOND + 40_000));
  }

  @Test
  void aClockThatWasSetBackIsMeasuredAnew() {
    StampClock clock = StampClock.at(-EPOCH);
    clock.timelineNanos(EPOCH + 5 * SECOND, 5 * SECOND);
    long back = EPOCH - 3_600 * SECOND;
    assertEquals(6 * SECOND, clock.timelineNanos(back + 6 * SECOND, 6 * SECOND));
    assertEquals(7 * SECOND, clock.timelineNanos(back + 7 * SECOND, 7 * SECOND + 40_000));
  }

  @Test
  void aControllersClockBeginsAnywhere() {
    StampClock clock = new StampClock(100);
    assertEquals(5 * SECOND, clock.timelineNanos(77, 5 * SECOND));
    // Read 30 us late, then 20 us sooner than ever; in between it may have lost 100 ns in 1 ms.
    assertEquals(5 * SECOND + 1_000_100, clock.timelineNanos(1_000_077, 5 * SECOND + 1_030_000));
    assertEquals(5 * SECOND + 1_980_000, clock.timelineNanos(2_000_077, 5 * SECOND + 1_980_000));
    assertEquals(5 * SECOND + 2_980_100, clock.timelineNanos(3_000_077, 5 * SECOND + 3_500_000));
  }

  @Test
  void aCrystalThatIsSlowIsFollowedForADay() {
    StampClock clock = new StampClock(100);
    long worst = 0;
    for (long now = 0; now < 86_400 * SECOND; now += 10 * SECOND) {
      // 80 millionths slow: after a day it is seven seconds behind.
      long stamp = now - now / 1_000_000 * 80;
      worst = Math.max(worst, Math.abs(now - clock.timelineNanos(stamp, now)));
    }
    assertEquals(0, worst / 1_000_000, () -> "more than a millisecond off");
  }

  @Test
  void timesBeforeTheTimelineBeganAreItsBeginning() {
    assertEquals(0, StampClock.at(-EPOCH).timelineNanos(EPOCH - SECOND, 10));
  }
}
