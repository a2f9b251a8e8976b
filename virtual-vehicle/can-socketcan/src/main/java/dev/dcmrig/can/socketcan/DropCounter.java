// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

/**
 * The kernel's 32-bit count of dropped frames, made a count that never wraps. Values reach it late
 * and out of order: with the frames of the queue (SO_RXQ_OVFL), and when asked for (SO_MEMINFO).
 */
final class DropCounter {
  private int last;
  private long sum;

  synchronized long seen(int counter) {
    int more = counter - last;
    if (more > 0) {
      sum += more;
      last = counter;
    }
    return sum;
  }

  synchronized long sum() {
    return sum;
  }
}
