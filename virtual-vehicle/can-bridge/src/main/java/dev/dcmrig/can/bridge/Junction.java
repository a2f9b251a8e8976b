// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.BusException;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.FrameRing;
import dev.dcmrig.can.TimestampSource;
import dev.dcmrig.sim.Timeline;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Joins a bus and a wire: one node on the bus, which sends what the wire brings and hears what the
 * wire carries away.
 */
final class Junction implements FrameListener, Wire.Ear, AutoCloseable {
  private static final int CAPACITY = 1 << 16;

  private final Wire wire;
  private final Timeline timeline;
  private final Backlog toBus;
  private final FrameRing ring;
  private final FrameRing.Receiver receiver;
  private final Runnable flush = this::flush;
  private final Runnable onEnd;
  private final AtomicLong unsent = new AtomicLong();
  private boolean flushDue;

  /**
   * @param onEnd told on the timeline's thread when the other end has gone
   */
  Junction(CanBus bus, Wire wire, Timeline timeline, Runnable onEnd) {
    this.wire = wire;
    this.timeline = timeline;
    this.onEnd = onEnd;
    this.ring = new FrameRing(CAPACITY, timeline, wire.uri());
    Backlog backlog = new Backlog(bus.connect(wire.uri(), this), timeline);
    this.toBus = backlog;
    this.receiver = (time, source, frame, local) -> backlog.send(frame);
  }

  /**
   * From the bus to the wire, both of cannelloni's, which carry every frame; on the timeline's
   * thread.
   */
  @Override
  public void onFrame(long timeNanos, Frame frame) {
    if (!wire.put(frame)) {
      unsent.incrementAndGet();
      return;
    }
    if (!flushDue) {
      flushDue = true;
      timeline.post(wire.uri(), flush);
    }
  }

  private void flush() {
    flushDue = false;
    wire.flush();
  }

  @Override
  public void heard(Frame frame) {
    ring.offer(receiver, timeline.nowNanos(), TimestampSource.READ, frame, false);
  }

  @Override
  public void pause() {
    ring.publish();
  }

  @Override
  public void broken(BusException cause) {
    timeline.post(wire.uri(), this::leave);
  }

  /** Behind what the wire has brought. */
  private void leave() {
    if (ring.isEmpty()) {
      toBus.closeWhenEmpty(onEnd);
    } else {
      timeline.after(0, this::leave);
    }
  }

  /** What was lost either way. Any thread. */
  BusHealth health() {
    BusHealth way = wire.health();
    return new BusHealth(
        0,
        0,
        ring.overrun(),
        way.malformed(),
        way.unsent() + unsent.get() + toBus.unsent(),
        way.lostOnTheWay(),
        way.outOfOrder());
  }

  /** On the timeline's thread, or after its end. */
  @Override
  public void close() {
    toBus.close();
    wire.close();
  }
}
