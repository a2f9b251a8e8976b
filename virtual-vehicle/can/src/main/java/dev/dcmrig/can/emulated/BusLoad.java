// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

/** How busy a bus was, in buckets of 100 ms over the last second. */
final class BusLoad {
  private static final int BUCKETS = 10;
  private static final long BUCKET_NANOS = 100_000_000L;

  /** Ten whole buckets and the one that is filling. */
  private final long[] busyNanos = new long[BUCKETS + 1];

  private long current;
  private int currentIndex;

  /** The bus is busy for {@code nanos} from {@code start} on. */
  void busy(long start, long nanos) {
    long begin = current * BUCKET_NANOS;
    if (start >= begin && start + nanos <= begin + BUCKET_NANOS) {
      busyNanos[currentIndex] += nanos;
      return;
    }
    long from = start;
    long left = nanos;
    while (left > 0) {
      long bucket = from / BUCKET_NANOS;
      long part = Math.min(left, (bucket + 1) * BUCKET_NANOS - from);
      moveTo(bucket);
      busyNanos[(int) (bucket % busyNanos.length)] += part;
      from += part;
      left -= part;
    }
  }

  double lastSecond(long now) {
    long bucket = now / BUCKET_NANOS;
    moveTo(bucket);
    long sum = 0;
    for (int index = 0; index < busyNanos.length; index++) {
      if (index != (int) (bucket % busyNanos.length)) {
        sum += busyNanos[index];
      }
    }
    return (double) sum / (BUCKETS * BUCKET_NANOS);
  }

  private void moveTo(long bucket) {
    long steps = Math.min(bucket - current, busyNanos.length);
    for (long step = 1; step <= steps; step++) {
      busyNanos[(int) ((bucket - steps + step) % busyNanos.length)] = 0;
    }
    current = Math.max(current, bucket);
    currentIndex = (int) (current % busyNanos.length);
  }
}
