// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.time.Duration;

/**
 * The timers of RFC 3261 17 on a reliable transport. Timers A, E and G don't run there, and D, I, J
 * and K are zero: a transaction that has its final answer is over.
 *
 * @param t1Nanos round-trip estimate
 */
record Timing(long t1Nanos) {
  /** T2: a 2xx is repeated no slower than this (RFC 3261 13.3.1.4). */
  private static final long T2_NANOS = Duration.ofSeconds(4).toNanos();

  private static final int T1_COUNT = 64;

  static Timing of(Duration t1) {
    return new Timing(t1.toNanos());
  }

  /** Timers B, F and H, and how long a 2xx waits for its ACK: 64 T1. */
  long giveUpNanos() {
    return T1_COUNT * t1Nanos;
  }

  /** The interval after one of {@code nanos}. */
  long backedOffNanos(long nanos) {
    return Math.min(2 * nanos, Math.max(T2_NANOS, t1Nanos));
  }
}
