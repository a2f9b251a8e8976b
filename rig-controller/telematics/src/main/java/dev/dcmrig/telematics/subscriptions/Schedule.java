// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what is due for one vehicle when it is due. It has one timer, for the next thing; whoever
 * changes something says so, and it looks again. Works on the timeline's thread.
 */
final class Schedule {
  /** A timer is armed for no longer; it looks again then. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(366);

  /** Things of one vehicle that may be due at one instant. */
  private static final int DUE_LIMIT = 1_000;

  /** Something to be done at an instant. */
  record Due(Instant at, Runnable task) {
    static @Nullable Due earlier(@Nullable Due one, @Nullable Due other) {
      return one == null || (other != null && other.at().isBefore(one.at())) ? other : one;
    }
  }

  private final Timeline timeline;
  private final String name;
  private final Object lock;
  private final Supplier<@Nullable Due> next;
  private @Nullable Timer timer;

  /**
   * @param name fixed name of what it posts
   * @param lock held while it looks and acts
   * @param next what is due first; null when nothing will be due
   */
  Schedule(Timeline timeline, String name, Object lock, Supplier<@Nullable Due> next) {
    this.timeline = timeline;
    this.name = name;
    this.lock = lock;
    this.next = next;
  }

  /** Something has changed: what is due next may be something else. From any thread. */
  void changed() {
    timeline.post(name, this::runDue);
    timeline.changed();
  }

  private void runDue() {
    synchronized (lock) {
      for (int i = 0; i < DUE_LIMIT; i++) {
        Due due = next.get();
        Timer waiting = timer();
        waiting.cancel();
        if (due == null) {
          return;
        }
        Instant now = timeline.now();
        if (due.at().isAfter(now)) {
          Duration wait = Duration.between(now, due.at());
          waiting.armAfter((wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT).toNanos());
          return;
        }
        due.task().run();
        timeline.changed();
      }
      throw new IllegalStateException(
          "more than " + DUE_LIMIT + " things are due at once: " + name);
    }
  }

  private Timer timer() {
    Timer there = timer;
    if (there == null) {
      there = timeline.timer(this::runDue);
      timer = there;
    }
    return there;
  }
}
