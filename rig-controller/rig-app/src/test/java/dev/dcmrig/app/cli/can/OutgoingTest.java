// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.VirtualTimeline;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The way out when the bus is slower than who sends. */
class OutgoingTest {
  private static final long MILLI = 1_000_000;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final SlowNode node = new SlowNode();
  private final AtomicBoolean done = new AtomicBoolean();

  /** Holds what it has taken until it is told. */
  private static final class SlowNode implements CanNode {
    private int waiting;

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public boolean send(Frame frame) {
      waiting++;
      return true;
    }

    @Override
    public long refused() {
      return 0;
    }

    @Override
    public int waiting() {
      return waiting;
    }

    @Override
    public void close() {}
  }

  private Outgoing withTwoFrames(long patienceMillis) {
    Outgoing outgoing = new Outgoing(node, timeline, patienceMillis);
    Frame frame = Frame.of(0x123, 0, 0, new byte[0]);
    assertEquals(Outgoing.Offer.TAKEN, outgoing.offer(frame));
    assertEquals(Outgoing.Offer.TAKEN, outgoing.offer(frame));
    return outgoing;
  }

  private void run(long nanos) {
    timeline.runUntil(timeline.nowNanos() + nanos);
  }

  @Test
  void theEndWaitsForFramesThatTheNodeStillHolds() {
    withTwoFrames(200).drain(() -> done.set(true));
    run(150 * MILLI);
    node.waiting = 1;
    run(150 * MILLI);
    assertFalse(done.get(), "one frame waits, and the other went 150 ms ago");
    node.waiting = 0;
    run(MILLI);
    assertTrue(done.get());
  }

  @Test
  void theEndComesWhenNoFrameGoesAnyMore() {
    withTwoFrames(0).drain(() -> done.set(true));
    run(199 * MILLI);
    assertFalse(done.get(), "a bus without patience still gets its last frames out");
    run(2 * MILLI);
    assertTrue(done.get());
  }
}
