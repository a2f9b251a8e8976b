// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Frames on their way from one reading thread to the timeline's thread. Bounded: what finds it full
 * is counted and dropped, and the reader goes on, so that the way in is always emptied. Hands over
 * slice by slice, so that the timeline's timers get their turn; allocates nothing.
 */
public final class FrameRing {
  /** Frames handed over before the timeline's timers get their turn. */
  private static final int SLICE = 512;

  /** Who gets a frame, on the timeline's thread. */
  public interface Receiver {
    void receive(long timeNanos, TimestampSource source, Frame frame, boolean local);
  }

  private final @Nullable Receiver[] receivers;
  private final @Nullable Frame[] frames;
  private final TimestampSource[] sources;
  private final long[] timesNanos;
  private final boolean[] locals;
  private final int mask;
  private final AtomicLong head = new AtomicLong();
  private final AtomicLong tail = new AtomicLong();
  private final AtomicLong overrun = new AtomicLong();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Timeline timeline;
  private final String source;
  private final Runnable drain = this::drain;
  private final Timer again;

  /**
   * @param capacity frames, a power of two
   * @param source who posts to the timeline
   */
  public FrameRing(int capacity, Timeline timeline, String source) {
    this.receivers = new Receiver[capacity];
    this.frames = new Frame[capacity];
    this.sources = new TimestampSource[capacity];
    this.timesNanos = new long[capacity];
    this.locals = new boolean[capacity];
    this.mask = capacity - 1;
    this.timeline = timeline;
    this.source = source;
    this.again = timeline.timer(drain);
  }

  /**
   * Puts a frame in, or counts it as an overrun; the reading thread only.
   *
   * @param local sent on this machine
   */
  public void offer(
      Receiver receiver, long timeNanos, TimestampSource stampedBy, Frame frame, boolean local) {
    long at = tail.get();
    if (at - head.get() > mask) {
      overrun.incrementAndGet();
      return;
    }
    int slot = (int) at & mask;
    receivers[slot] = receiver;
    frames[slot] = frame;
    sources[slot] = stampedBy;
    timesNanos[slot] = timeNanos;
    locals[slot] = local;
    tail.lazySet(at + 1);
  }

  /** Sees to it that what was put in is handed over. */
  public void publish() {
    if (head.get() < tail.get() && scheduled.compareAndSet(false, true)) {
      timeline.post(source, drain);
    }
  }

  /** Frames that found the ring full. */
  public long overrun() {
    return overrun.get();
  }

  /** Whether all that was put in has been handed over. Any thread. */
  public boolean isEmpty() {
    return head.get() >= tail.get();
  }

  private void drain() {
    try {
      for (int left = SLICE; left > 0 && head.get() < tail.get(); left--) {
        handOver();
      }
    } finally {
      // Also when a receiver has thrown: the frames behind its own are not lost for that.
      if (head.get() < tail.get()) {
        again.armAfter(0);
      } else {
        scheduled.set(false);
        publish();
      }
    }
  }

  private void handOver() {
    long at = head.get();
    int slot = (int) at & mask;
    Receiver receiver = receivers[slot];
    Frame frame = frames[slot];
    TimestampSource stampedBy = sources[slot];
    long timeNanos = timesNanos[slot];
    boolean local = locals[slot];
    receivers[slot] = null;
    frames[slot] = null;
    head.lazySet(at + 1);
    if (receiver != null && frame != null) {
      receiver.receive(timeNanos, stampedBy, frame, local);
    }
  }
}
