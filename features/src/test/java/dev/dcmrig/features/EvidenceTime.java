// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.BenchTime;
import java.time.Duration;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Virtual time over {@link Evidence}: it goes from one thing that happens to the next. */
final class EvidenceTime implements BenchTime {
  private final TreeSet<Duration> instants;
  private Duration now = Duration.ZERO;

  /**
   * @param instants when something happens
   */
  EvidenceTime(TreeSet<Duration> instants) {
    this.instants = instants;
  }

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public boolean isVirtual() {
    return true;
  }

  @Override
  public void advance(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public boolean advanceUntil(BooleanSupplier condition, Duration limit) {
    Duration end = now.plus(limit);
    while (!condition.getAsBoolean()) {
      if (now.compareTo(end) >= 0) {
        return false;
      }
      Duration next = instants.higher(now);
      now = next == null || next.compareTo(end) > 0 ? end : next;
    }
    return true;
  }

  @Override
  public boolean evaluate(BooleanSupplier condition) {
    return condition.getAsBoolean();
  }
}
