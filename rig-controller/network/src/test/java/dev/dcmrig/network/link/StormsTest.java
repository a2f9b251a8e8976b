// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.sim.VirtualTimeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** More than 12 connections of one DCM to one server within 10 s are a storm. */
class StormsTest {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final Storms storms = new Storms(timeline);

  /** How many storms so many connections make, one after each gap. */
  private int storms(int connections, Duration gap, String vehicle, String host) {
    int seen = 0;
    for (int number = 0; number < connections; number++) {
      seen += storms.isStorm(vehicle, host) ? 1 : 0;
      timeline.runUntil(timeline.nowNanos() + gap.toNanos());
    }
    return seen;
  }

  @Test
  void theThirteenthWithinTenSecondsMakesAStorm() {
    assertEquals(0, storms(12, Duration.ZERO, "a", "x"));
    assertEquals(1, storms(1, Duration.ZERO, "a", "x"));
  }

  @Test
  void aReconnectEach100MillisecondsIsAStorm() {
    assertEquals(3, storms(40, Duration.ofMillis(100), "a", "x"));
  }

  @Test
  void theGapsOfTheInterfaceAreNone() {
    assertEquals(0, storms(100, Duration.ofSeconds(1), "a", "x"));
  }

  @Test
  void eachCarAndEachServerCountsForItself() {
    assertEquals(0, storms(12, Duration.ZERO, "a", "x"));
    assertEquals(0, storms(12, Duration.ZERO, "b", "x"));
    assertEquals(0, storms(12, Duration.ZERO, "a", "y"));
  }
}
