// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much scenarios of one run may write. What goes beyond it ends the run, as a full disk does.
 */
final class EvidenceBudget {

  /** About what a frame, a line or a message needs beside its payload. */
  static final int OVERHEAD_BYTES = 24;

  private final long mostBytes;
  private final AtomicLong used = new AtomicLong();

  EvidenceBudget(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Takes some of it.
   *
   * @throws RunFolderException when there is not so much left
   */
  void take(long bytes) {
    if (used.addAndGet(bytes) > mostBytes) {
      throw new RunFolderException(
          "the evidence of scenarios has reached "
              + mostBytes / 1_000_000
              + " MB, which is its limit; allow more with --max-evidence, or run fewer scenarios");
    }
  }
}
