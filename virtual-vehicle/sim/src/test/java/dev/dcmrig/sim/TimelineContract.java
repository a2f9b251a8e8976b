// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every timeline does; no assertion here depends on how fast a machine is. */
abstract class TimelineContract {
  static final long MILLI = 1_000_000;

  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  abstract Timeline timeline();

  /** Lets time go on until {@code expected} things were seen. */
  abstract void runUntilSeen(List<String> list, int expected);

  @Test
  void tasksRunInTheOrderOfTheirTimes() {
    Timeline timeline = timeline();
    timeline.post(
        "test",
        () -> {
          // One start for all: time goes on between two calls.
          long start = timeline.nowNanos();
          timeline.timer(() -> seen.add("c")).armAt(start + 30 * MILLI);
          timeline.timer(() -> seen.add("a")).armAt(start + 10 * MILLI);
          timeline.timer(() -> seen.add("b")).armAt(start + 20 * MILLI);
        });
    runUntilSeen(seen, 3);
    assertEquals(List.of("a", "b", "c"), seen);
  }

  @Test
  void tasksOfOneInstantRunInTheOrderOfArming() {
    Timeline timeline = timeline();
    timeline.post(
        "test",
        () -> {
          long at = timeline.nowNanos() + 5 * MILLI;
          for (String name : List.of("a", "b", "c", "d")) {
            timeline.timer(() -> seen.add(name)).armAt(at);
          }
        });
    runUntilSeen(seen, 4);
    assertEquals(List.of("a", "b", "c", "d"), seen);
  }

  @Test
  void aTimerThatIsArmedAgainMovesAndACancelledOneIsSilent() {
    Timeline timeline = timeline();
    timeline.post(
        "test",
        () -> {
          Timer moved = timeline.timer(() -> seen.add("moved"));
          long start = timeline.nowNanos();
          moved.armAt(start + 5 * MILLI);
          moved.armAt(start + 20 * MILLI);
          Timer cancelled = timeline.timer(() -> seen.add("cancelled"));
          cancelled.armAt(start + 10 * MILLI);
          cancelled.cancel();
          timeline.timer(() -> seen.add("between")).armAt(start + 15 * MILLI);
          timeline.timer(() -> seen.add("end")).armAt(start + 30 * MILLI);
        });
    runUntilSeen(seen, 3);
    assertEquals(List.of("between", "moved", "end"), seen);
  }

  @Test
  void aTaskSeesItsTimeAndTimeNeverGoesBack() {
    Timeline timeline = timeline();
    List<Long> times = Collections.synchronizedList(new ArrayList<>());
    timeline.post(
        "test",
        () -> {
          long start = timeline.nowNanos();
          for (int n = 0; n < 5; n++) {
            long due = start + n * 3 * MILLI;
            timeline
                .timer(
                    () -> {
                      times.add(timeline.nowNanos());
                      seen.add(timeline.nowNanos() >= due ? "due" : "early");
                    })
                .armAt(due);
          }
        });
    runUntilSeen(seen, 5);
    assertEquals(List.of("due", "due", "due", "due", "due"), seen);
    List<Long> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    assertEquals(sorted, times);
    assertTrue(timeline.now().isAfter(timeline.epoch()));
  }
}
