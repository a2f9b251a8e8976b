// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.fleet.LeaseTable;
import java.time.Duration;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LivePlanTest {
  private static LivePlan plan(int cars, int failing) {
    return new LivePlan(
        cars, Duration.ofSeconds(10), Duration.ofSeconds(60), 2, failing, Duration.ofSeconds(60));
  }

  @Test
  void messagesOfAllCarsAreSpreadOverTheirSpan() {
    LivePlan plan = plan(4, 0);
    assertEquals(0, plan.dueNanos(0, 0));
    assertEquals(Duration.ofMillis(2_500).toNanos(), plan.dueNanos(1, 0));
    assertEquals(Duration.ofMillis(37_500).toNanos(), plan.dueNanos(3, 3));
  }

  @Test
  void whatIsDueAtTheEndItselfIsDue() {
    // The first car: 0, 10, ... 60 s. The others: six times each.
    assertEquals(7, plan(4, 0).due(0));
    assertEquals(6, plan(4, 0).due(1));
    assertEquals(7 + 3 * 6, plan(4, 0).due());
  }

  @Test
  void eachCarIsInOnePart() {
    LivePlan plan = plan(1_000, 0);
    TreeSet<Integer> seen = new TreeSet<>();
    for (int part = 0; part < LeaseTable.PARTS; part++) {
      for (int car : plan.carsOf(part)) {
        assertEquals(part, LivePlan.part(car));
        assertTrue(seen.add(car), "car " + car);
      }
    }
    assertEquals(1_000, seen.size());
  }

  @Test
  void asManyFailAsThePlanSays() {
    for (int failing : new int[] {0, 1, 7, 30, 1_000}) {
      LivePlan plan = plan(1_000, failing);
      assertEquals(failing, IntStream.range(0, 1_000).filter(plan::fails).count());
    }
  }

  @Test
  void aPlanThatCannotBeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> plan(0, 0));
    assertThrows(IllegalArgumentException.class, () -> plan(20_001, 0));
    assertThrows(IllegalArgumentException.class, () -> plan(10, 11));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new LivePlan(
                1, Duration.ofMillis(99), Duration.ofSeconds(1), 0, 0, Duration.ofSeconds(1)));
  }
}
