// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import java.time.Duration;

/** How long after their time messages came, to the millisecond; one minute and more are one. */
final class Lateness {
  private static final int LONGEST_MILLIS = 60_000;
  private final int[] counts = new int[LONGEST_MILLIS + 1];
  private long sum;

  void add(Duration late) {
    counts[(int) Math.max(0, Math.min(LONGEST_MILLIS, late.toMillis()))]++;
    sum++;
  }

  /**
   * @param share of all that came sooner or then, above 0 to 1
   * @return zero when nothing came
   */
  Duration quantile(double share) {
    long wanted = (long) Math.ceil(share * sum);
    long seen = 0;
    for (int millis = 0; millis <= LONGEST_MILLIS; millis++) {
      seen += counts[millis];
      if (seen >= wanted && seen > 0) {
        return Duration.ofMillis(millis);
      }
    }
    return Duration.ZERO;
  }
}
