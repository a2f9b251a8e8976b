// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import java.time.Instant;

/**
 * The clock of one bench and the only way to do something later. All tasks of a timeline run one at
 * a time, ordered by (time, order of arming).
 *
 * <p>Two implementations share one contract: {@link VirtualTimeline} jumps from event to event,
 * {@link RealTimeline} follows the wall clock. Code on a bench never asks which one it has; a
 * timer, {@link #post} and {@link InFlight} mean the same on both.
 */
public interface Timeline {

  /** Nanoseconds since this timeline began; never decreases. */
  long nowNanos();

  /** The calendar instant that {@link #nowNanos()} zero stands for. */
  Instant epoch();

  /** The present instant on the calendar of the bench. */
  default Instant now() {
    return epoch().plusNanos(nowNanos());
  }

  /** Whether time passes only when somebody advances it. */
  boolean isVirtual();

  /**
   * A timer that runs {@code task} on the timeline's thread. It starts disarmed and can be armed
   * any number of times, without allocation. On a virtual timeline timers belong to its thread.
   */
  Timer timer(Runnable task);

  /** Arms a new timer to run once, {@code delayNanos} from now (0 or more). */
  default Timer after(long delayNanos, Runnable task) {
    Timer timer = timer(task);
    timer.armAfter(delayNanos);
    return timer;
  }

  /**
   * Hands {@code task} to the timeline's thread, to run at the present instant. The one method that
   * any thread may call. A network thread calls it <em>before</em> it reports the bytes as consumed
   * to {@link #inFlight()}.
   *
   * @param source fixed name of the sender, for instance {@code "centre/flow-1"}: tasks that were
   *     posted during one pause of virtual time run in the order of their sources, and of one
   *     source in the order of posting, so that thread scheduling can't change a run
   */
  void post(String source, Runnable task);

  /**
   * Stops virtual time until the hold is released; does nothing on a real timeline. For an exchange
   * that is under way outside of the timeline's thread. Never for something that waits for time.
   */
  Hold hold(String exchange);

  /** The bytes that are under way on the bench's sockets; while there are any, time stands. */
  InFlight inFlight();

  /** Tells waiting steps that something they may be waiting for has changed. Any thread. */
  void changed();
}
