// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.boot.Flash;
import dev.dcmrig.dcm.boot.PowerLostException;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time that the flash takes. An operation ends when its time is over; when the supply goes
 * before that, just the part is done that there was time for. On the timeline's thread.
 */
final class FlashPace {
  private static final int KIB = 1024;
  private static final long NANOS = 1_000_000_000;

  private record Work(
      long beganNanos, long endsNanos, int bytes, Runnable operation, Runnable then) {}

  private final Timeline timeline;
  private final Flash flash;
  private final long bytesPerSecond;
  private final Timer done;
  private @Nullable Work work;

  FlashPace(Timeline timeline, Flash flash, int kibPerSecond) {
    this.timeline = timeline;
    this.flash = flash;
    this.bytesPerSecond = (long) kibPerSecond * KIB;
    this.done = timeline.timer(this::done);
  }

  boolean isBusy() {
    return work != null;
  }

  /** How long so many bytes take. */
  Duration timeFor(long bytes) {
    return Duration.ofNanos(bytes * NANOS / bytesPerSecond);
  }

  /**
   * Begins an operation; only while none is under way.
   *
   * @param bytes that it takes in
   * @param operation on the flash; erases and programs about twice as many
   * @param then what follows, once it is done
   */
  void begin(int bytes, Runnable operation, Runnable then) {
    long now = timeline.nowNanos();
    long ends = now + Math.max(1, timeFor(bytes).toNanos());
    work = new Work(now, ends, bytes, operation, then);
    done.armAt(ends);
  }

  private void done() {
    Work now = work;
    work = null;
    if (now != null) {
      now.operation().run();
      now.then().run();
    }
  }

  /** The supply is gone. */
  void cut() {
    done.cancel();
    Work cut = work;
    work = null;
    if (cut == null) {
      return;
    }
    double share =
        (double) (timeline.nowNanos() - cut.beganNanos()) / (cut.endsNanos() - cut.beganNanos());
    flash.failAfter((long) (share * 2 * cut.bytes()));
    try {
      cut.operation().run();
    } catch (PowerLostException e) {
      // Just so: what has been done is on the flash, and the bootloader will look at it.
      flash.failAfter(0);
    }
  }
}
