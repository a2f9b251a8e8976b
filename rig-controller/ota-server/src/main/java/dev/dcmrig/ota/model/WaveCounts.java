// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

/** How many targets of a wave are where. They add up to {@link #total}. */
public record WaveCounts(
    int total,
    int waiting,
    int active,
    int retrying,
    int succeeded,
    int failed,
    int timedOut,
    int cancelled,
    int declined) {

  /** Targets of which more may come. */
  public int open() {
    return waiting + active + retrying;
  }

  /** Targets that failed or fell silent, after all tries. */
  public int errors() {
    return failed + timedOut;
  }

  /** What they add up to. */
  public int sum() {
    return open() + succeeded + errors() + cancelled + declined;
  }
}
