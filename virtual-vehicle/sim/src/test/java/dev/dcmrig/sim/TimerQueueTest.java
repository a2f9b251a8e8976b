// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerQueueTest {
  private static final int TIMERS = 120;
  private static final int EVENTS = 40_000;

  /** Of one grid, so that many timers fall on one instant; more of them than there are lanes. */
  private static final int DELAYS = TimerQueue.LANES + 8;

  /** A timer that does nothing, and what the oracle knows of it. */
  private static final class Alarm extends TimerQueue.Entry {
    private final int number;
    private long due;
    private long order;
    private boolean armed;

    Alarm(int number) {
      super(() -> {});
      this.number = number;
    }

    @Override
    public void armAt(long nanos) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void armAfter(long nanos) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void cancel() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
      return "timer " + number + " at " + due;
    }
  }

  private final TimerQueue queue = new TimerQueue();
  private final List<Alarm> alarms = new ArrayList<>();
  private long now;
  private long nextOrder;

  private void arm(Alarm alarm, long delay) {
    alarm.due = now + delay;
    alarm.order = nextOrder++;
    alarm.armed = true;
    queue.arm(alarm, alarm.due, delay);
  }

  private void cancel(Alarm alarm) {
    alarm.armed = false;
    queue.remove(alarm);
  }

  /** The slow oracle: looks at all of them. */
  private Alarm soonest() {
    return alarms.stream()
        .filter(alarm -> alarm.armed)
        .min(
            Comparator.comparingLong((Alarm alarm) -> alarm.due)
                .thenComparingLong(alarm -> alarm.order))
        .orElse(null);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void timersRunInTheOrderOfOneSortedListWhateverIsArmedAndCancelled(long seed) {
    Random random = new Random(seed);
    for (int number = 0; number < TIMERS; number++) {
      alarms.add(new Alarm(number));
      arm(alarms.get(number), random.nextInt(1_000));
    }
    for (int event = 0; event < EVENTS; event++) {
      Alarm soonest = soonest();
      assertSame(soonest, queue.first());
      if (soonest != null) {
        cancel(soonest);
        now = soonest.due;
        // Most are cyclic: each has a delay of its own, which others have, too.
        boolean cyclic = random.nextInt(10) < 8;
        arm(soonest, cyclic ? 10L * (soonest.number % DELAYS) + 10 : random.nextInt(300));
      }
      Alarm other = alarms.get(random.nextInt(TIMERS));
      switch (random.nextInt(12)) {
        case 0 -> cancel(other);
        case 1 -> arm(other, random.nextInt(4));
        case 2 -> arm(other, 10L * (other.number % DELAYS) + 10);
        default -> {}
      }
      assertEquals(other.armed, other.isArmed(), other::toString);
    }
  }

  @Test
  void aTimerOfALaneThatIsCancelledLeavesItsPlaceToTheOneBehind() {
    for (int number = 0; number < 3; number++) {
      Alarm alarm = new Alarm(number);
      alarms.add(alarm);
      arm(alarm, 100);
      arm(alarm, 100);
    }
    cancel(alarms.get(0));
    assertFalse(alarms.get(0).isArmed());
    assertSame(alarms.get(1), queue.first());
    cancel(alarms.get(2));
    assertTrue(alarms.get(1).isArmed());
    cancel(alarms.get(1));
    assertNull(queue.first());
  }
}
