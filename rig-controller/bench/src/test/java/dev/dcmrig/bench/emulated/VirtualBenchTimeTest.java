// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.sim.VirtualTimeline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How long a wait of a step is: no shorter, no longer. */
class VirtualBenchTimeTest {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final AtomicInteger looks = new AtomicInteger();
  private final VirtualBenchTime time = new VirtualBenchTime(timeline, looks::incrementAndGet);

  @Test
  void itIsVirtualAndBeginsAtZero() {
    assertTrue(time.isVirtual());
    assertEquals(Duration.ZERO, time.now());
    assertTrue(time.evaluate(() -> true));
    assertFalse(time.evaluate(() -> false));
  }

  @Test
  void asMuchPassesAsWasAskedForAndEachMinuteSomebodyLooks() {
    time.advance(Duration.ofSeconds(150));
    assertEquals(Duration.ofSeconds(150), time.now());
    assertEquals(3, looks.get());
    time.advance(Duration.ZERO);
    assertEquals(Duration.ofSeconds(150), time.now());
    time.advance(Duration.ofSeconds(60));
    assertEquals(Duration.ofSeconds(210), time.now());
    assertEquals(5, looks.get());
  }

  @Test
  void aWaitEndsWithItsConditionOrAtItsLimit() {
    timeline.after(Duration.ofSeconds(70).toNanos(), timeline::changed);
    assertTrue(
        time.advanceUntil(
            () -> time.now().compareTo(Duration.ofSeconds(70)) >= 0, Duration.ofSeconds(200)));
    assertEquals(Duration.ofSeconds(70), time.now());
    assertEquals(2, looks.get());
    assertFalse(time.advanceUntil(() -> false, Duration.ofSeconds(130)));
    assertEquals(Duration.ofSeconds(200), time.now());
    assertTrue(time.advanceUntil(() -> true, Duration.ofSeconds(9)));
    assertEquals(Duration.ofSeconds(200), time.now());
  }

  @Test
  void whoEndsTheRunEndsTheWait() {
    VirtualBenchTime ended =
        new VirtualBenchTime(
            timeline,
            () -> {
              throw new IllegalStateException("over");
            });
    assertThrows(IllegalStateException.class, () -> ended.advance(Duration.ofSeconds(1)));
    assertThrows(
        IllegalStateException.class, () -> ended.advanceUntil(() -> true, Duration.ofSeconds(1)));
    assertEquals(Duration.ZERO, ended.now());
  }
}
