// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.BenchTime;
import dev.dcmrig.sim.Timeline;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The wall clock of a bench: it passes by itself, and steps can only look. */
public final class RealBenchTime implements BenchTime {
  private final Timeline timeline;
  private final Runnable checkpoint;
  private final Predicate<BooleanSupplier> onBenchThread;

  /**
   * @param checkpoint called at each look; throws when the run is to end
   * @param onBenchThread evaluates a condition where the bench's state lives
   */
  public RealBenchTime(
      Timeline timeline, Runnable checkpoint, Predicate<BooleanSupplier> onBenchThread) {
    this.timeline = timeline;
    this.checkpoint = checkpoint;
    this.onBenchThread = onBenchThread;
  }

  @Override
  public Duration now() {
    return Duration.ofNanos(timeline.nowNanos());
  }

  @Override
  public boolean isVirtual() {
    return false;
  }

  @Override
  public void advance(Duration duration) {
    throw new IllegalStateException("nobody can advance the wall clock; wait with Eventually");
  }

  @Override
  public boolean advanceUntil(BooleanSupplier condition, Duration limit) {
    throw new IllegalStateException("nobody can advance the wall clock; wait with Eventually");
  }

  @Override
  public boolean evaluate(BooleanSupplier condition) {
    checkpoint.run();
    return onBenchThread.test(condition);
  }
}
