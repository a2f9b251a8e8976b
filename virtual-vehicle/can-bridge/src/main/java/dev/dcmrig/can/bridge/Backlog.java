// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Frames from elsewhere on their way through one node to its bus. A network brings in a moment what
 * a bus takes long for: what finds no room waits in order, within a bound. On the timeline's
 * thread.
 */
final class Backlog {

  /**
   * Frames that wait; more are counted as unsent. A bus of 500 kbit/s takes one second for them.
   */
  private static final int MAX_WAITING = 4096;

  /** Frames in the controller's queue at most, so that the newest isn't refused. */
  private static final int IN_CONTROLLER = 32;

  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** A queue of a controller that nobody acknowledges would keep its node for ever. */
  private static final long MAX_LEAVING_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final CanNode node;
  private final Timeline timeline;
  private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
  private final Timer again;
  private final AtomicLong unsent = new AtomicLong();
  private @Nullable Runnable onLeft;
  private long latestNanos;
  private boolean closed;

  Backlog(CanNode node, Timeline timeline) {
    this.node = node;
    this.timeline = timeline;
    this.again = timeline.timer(this::drain);
  }

  /** Sends a frame now, or as soon as there is room. An error frame is no node's to send. */
  void send(Frame frame) {
    if (frame.isError()) {
      return;
    }
    if (closed || waiting.size() == MAX_WAITING) {
      unsent.incrementAndGet();
      return;
    }
    waiting.add(frame);
    if (!again.isArmed()) {
      drain();
    }
  }

  private void drain() {
    while (!waiting.isEmpty() && node.waiting() < IN_CONTROLLER) {
      try {
        if (!node.send(waiting.element())) {
          break;
        }
      } catch (IllegalArgumentException e) {
        // An FD frame for a classic bus: nobody on it could read it.
        unsent.incrementAndGet();
      }
      waiting.remove();
    }
    if (isLeaving()) {
      leave();
    } else if (!waiting.isEmpty() || onLeft != null) {
      again.armAfter(AGAIN_NANOS);
    }
  }

  private boolean isLeaving() {
    boolean isEmpty = waiting.isEmpty() && node.waiting() == 0;
    return onLeft != null && (isEmpty || timeline.nowNanos() > latestNanos);
  }

  /**
   * Whoever sent them has gone: what was taken still gets to the bus, within a bound.
   *
   * @param then runs when this node has left the bus
   */
  void closeWhenEmpty(Runnable then) {
    onLeft = then;
    latestNanos = timeline.nowNanos() + MAX_LEAVING_NANOS;
    again.cancel();
    drain();
  }

  private void leave() {
    Runnable then = onLeft;
    onLeft = null;
    close();
    if (then != null) {
      then.run();
    }
  }

  /** Frames that did not get to the bus. Any thread. */
  long unsent() {
    return unsent.get();
  }

  /** Leaves the bus at once; what has not got there counts. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    again.cancel();
    unsent.addAndGet(waiting.size() + (long) node.waiting());
    waiting.clear();
    node.close();
  }
}
