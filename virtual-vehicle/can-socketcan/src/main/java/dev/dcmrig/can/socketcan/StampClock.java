// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

/**
 * Brings the stamps of one foreign clock – a controller's, or the wall's – to the timeline's. No
 * frame is read before it arrived: the smallest distance seen between a stamp and the time of its
 * reading is the distance of the two clocks. That holds for a clock of any beginning, for one that
 * runs a little slow, and for one that somebody sets.
 */
final class StampClock {
  /** Stamps of one socket never go back; more than that means that the clock was set. */
  private static final long SET_BACK_NANOS = 1_000_000;

  private static final long NEVER = Long.MIN_VALUE / 2;

  private final long driftPartsPerMillion;
  private long distanceNanos;

  /** Stamp at which the distance was measured; since then the clock may have fallen behind. */
  private long measuredAtNanos = NEVER;

  private long lastStampNanos = NEVER;
  private boolean known;

  /**
   * @param driftPartsPerMillion how much slower than the timeline the clock may run; crystals of
   *     adapters keep within 100
   */
  StampClock(long driftPartsPerMillion) {
    this.driftPartsPerMillion = driftPartsPerMillion;
  }

  /** For a clock whose distance is known and that keeps the timeline's pace: the wall's. */
  static StampClock at(long distanceNanos) {
    StampClock clock = new StampClock(0);
    clock.distanceNanos = distanceNanos;
    clock.known = true;
    return clock;
  }

  /**
   * The timeline's time of a stamp: never after {@code nowNanos}, never negative.
   *
   * @param nowNanos the timeline's time at which the frame was read
   */
  long timelineNanos(long stampNanos, long nowNanos) {
    long least = nowNanos - stampNanos;
    boolean setBack = stampNanos < lastStampNanos - SET_BACK_NANOS;
    if (!known || setBack || least < drifted(stampNanos)) {
      distanceNanos = least;
      measuredAtNanos = stampNanos;
      known = true;
    }
    lastStampNanos = stampNanos;
    return Math.max(0, stampNanos + drifted(stampNanos));
  }

  private long drifted(long stampNanos) {
    if (driftPartsPerMillion == 0) {
      return distanceNanos;
    }
    return distanceNanos + (stampNanos - measuredAtNanos) / 1_000 * driftPartsPerMillion / 1_000;
  }
}
