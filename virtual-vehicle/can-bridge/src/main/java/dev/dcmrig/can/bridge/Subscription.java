// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import org.jspecify.annotations.Nullable;

/** An identifier that a client wants; with a mask only when something under it has changed. */
final class Subscription {
  private final long pauseNanos;
  private final byte @Nullable [] mask;
  private final Timeline timeline;
  private final FrameListener client;
  private final Timer later;
  private long toldNanos = Long.MIN_VALUE;
  private @Nullable Frame seen;
  private @Nullable Frame waiting;
  private long waitingNanos;

  /**
   * @param pauseNanos between two frames at least; of those in between the last one is told
   * @param mask bits of the data that count; null: each frame is told
   * @param client is told
   */
  Subscription(Timeline timeline, long pauseNanos, byte @Nullable [] mask, FrameListener client) {
    this.timeline = timeline;
    this.client = client;
    this.pauseNanos = pauseNanos;
    this.mask = mask == null ? null : mask.clone();
    this.later = timeline.timer(this::due);
  }

  void heard(long timeNanos, Frame frame) {
    Frame before = seen;
    if (mask != null && before != null && !hasChanged(before, frame, mask)) {
      return;
    }
    seen = frame;
    if (toldNanos != Long.MIN_VALUE && timeNanos - toldNanos < pauseNanos) {
      waiting = frame;
      waitingNanos = timeNanos;
      if (!later.isArmed()) {
        later.armAt(toldNanos + pauseNanos);
      }
      return;
    }
    toldNanos = timeNanos;
    client.onFrame(timeNanos, frame);
  }

  private void due() {
    Frame due = waiting;
    waiting = null;
    if (due != null) {
      toldNanos = timeline.nowNanos();
      client.onFrame(waitingNanos, due);
    }
  }

  private static boolean hasChanged(Frame before, Frame now, byte[] mask) {
    if (before.length() != now.length()) {
      return true;
    }
    for (int index = 0; index < Math.min(mask.length, now.length()); index++) {
      if (((before.at(index) ^ now.at(index)) & mask[index]) != 0) {
        return true;
      }
    }
    return false;
  }

  void cancel() {
    later.cancel();
  }
}
