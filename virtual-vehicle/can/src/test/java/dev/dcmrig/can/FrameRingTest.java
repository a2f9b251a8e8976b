// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.sim.VirtualTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bounded, in order, and fair to the timers of its timeline. */
class FrameRingTest {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final FrameRing ring = new FrameRing(1024, timeline, "test");
  private final List<Integer> seen = new ArrayList<>();
  private final FrameRing.Receiver receiver = (time, source, frame, local) -> seen.add(frame.id());

  private void offer(int from, int to) {
    for (int id = from; id < to; id++) {
      ring.offer(receiver, id, TimestampSource.SOFTWARE, Frame.classic(id & 0x7FF), false);
    }
    ring.publish();
  }

  private void run() {
    timeline.runUntil(timeline.nowNanos() + 1_000);
  }

  private static List<Integer> ids(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void framesComeInOrderAcrossTheEndOfTheRing() {
    offer(0, 1000);
    run();
    offer(1000, 2000);
    run();
    assertEquals(ids(0, 2000), seen);
    assertEquals(0, ring.overrun());
  }

  @Test
  void whatFindsItFullIsCountedAndTheRestArrives() {
    offer(0, 1030);
    run();
    assertEquals(ids(0, 1024), seen);
    assertEquals(6, ring.overrun());
    offer(1030, 1031);
    run();
    assertEquals(1030, seen.get(1024));
  }

  @Test
  void aTimerThatIsDueGetsItsTurnWithinASlice() {
    timeline.after(0, () -> seen.add(-1));
    offer(0, 1024);
    run();
    assertEquals(1025, seen.size());
    assertEquals(true, seen.indexOf(-1) <= 512, () -> "its turn came after " + seen.indexOf(-1));
  }

  @Test
  void aReceiverThatThrowsLosesNoOthersFrame() {
    ring.offer(
        (time, source, frame, local) -> {
          throw new IllegalStateException("broken listener");
        },
        0,
        TimestampSource.READ,
        Frame.classic(7),
        false);
    offer(8, 10);
    assertThrows(IllegalStateException.class, this::run);
    run();
    assertEquals(List.of(8, 9), seen);
  }
}
