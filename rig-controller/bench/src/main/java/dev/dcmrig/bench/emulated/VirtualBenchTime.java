// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.BenchTime;
import dev.dcmrig.sim.VirtualTimeline;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Virtual time, run on the thread of the step that lets it pass. */
public final class VirtualBenchTime implements BenchTime {

  /** Time that passes between two looks at whether the run is to end, in nanoseconds: 60 s. */
  private static final long SLICE_NANOS = 60_000_000_000L;

  private final VirtualTimeline timeline;
  private final Runnable checkpoint;

  /**
   * @param checkpoint called now and then; throws when the run is to end
   */
  public VirtualBenchTime(VirtualTimeline timeline, Runnable checkpoint) {
    this.timeline = timeline;
    this.checkpoint = checkpoint;
  }

  @Override
  public Duration now() {
    return Duration.ofNanos(timeline.nowNanos());
  }

  @Override
  public boolean isVirtual() {
    return true;
  }

  @Override
  public void advance(Duration duration) {
    long end = timeline.nowNanos() + duration.toNanos();
    do {
      checkpoint.run();
      timeline.runUntil(Math.min(end, timeline.nowNanos() + SLICE_NANOS));
    } while (timeline.nowNanos() < end);
  }

  @Override
  public boolean advanceUntil(BooleanSupplier condition, Duration limit) {
    long end = timeline.nowNanos() + limit.toNanos();
    while (true) {
      checkpoint.run();
      if (timeline.runUntil(condition, Math.min(end, timeline.nowNanos() + SLICE_NANOS))) {
        return true;
      }
      if (timeline.nowNanos() >= end) {
        return false;
      }
    }
  }

  @Override
  public boolean evaluate(BooleanSupplier condition) {
    return condition.getAsBoolean();
  }
}
