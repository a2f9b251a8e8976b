// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.transfer;

import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.Rejection;
import java.time.Duration;
import java.time.Instant;

/**
 * Watches one download for a slow retrieval (Uptane 5.4): in each window of time that is over, at
 * least so many bytes must have come. It has no clock: whoever downloads tells the time.
 */
public final class TransferWatch {
  /** 64 bytes a second: slower than any mobile network that can be used at all. */
  public static final int LEAST_BYTES_PER_SECOND = 64;

  /** A connection may pause for less than this. */
  public static final Duration WINDOW = Duration.ofSeconds(30);

  private final String name;
  private final long leastBytes;
  private final Duration window;
  private Instant windowStart;
  private long inWindow;

  /** With the limits above. */
  public TransferWatch(String name, Instant start) {
    this(name, LEAST_BYTES_PER_SECOND, WINDOW, start);
  }

  public TransferWatch(String name, int leastBytesPerSecond, Duration window, Instant start) {
    this.name = name;
    this.leastBytes = leastBytesPerSecond * window.toMillis() / 1000;
    this.window = window;
    this.windowStart = start;
  }

  /** When it wants to be asked next, bytes or not. */
  public Instant nextLook() {
    return windowStart.plus(window);
  }

  /**
   * So many bytes came, or none, and it is now.
   *
   * @throws Rejection if a window is over in which too few came
   */
  public void look(Instant now, long bytes) throws Rejection {
    if (!now.isBefore(nextLook())) {
      if (inWindow < leastBytes) {
        throw new Rejection(
            "5.4",
            Attack.SLOW_RETRIEVAL,
            name + ": " + inWindow + " bytes in " + window + ", " + leastBytes + " are wanted");
      }
      windowStart = now;
      inWindow = 0;
    }
    inWindow += bytes;
  }
}
