package dev.dcmrig.bench.drivers;

import dev.dcmrig.api.BenchTime;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Time of the wall clock: nobody can make it pass. */
public final class RealBenchTime implements BenchTime {
  private final BenchThread thread;

  public RealBenchTime(BenchThread thread) {
    this.thread = thread;
  }

  @Override
  public Duration now() {
    return Duration.ofNanos(thread.timeline().nowNanos());
  }

  @Override
  public boolean isVirtual() {
    return false;
  }

  @Override
  public void advance(Duration duration) {
    throw new IllegalStateException(
        "real time can't be advanced by " + duration + "; a step waits through Eventually");
  }

  @Override
  public boolean advanceUntil(BooleanSupplier condition, Duration limit) {
    throw new IllegalStateException(
        "real time can't be advanced by " + limit + "; a step waits through Eventually");
  }

  @Override
  public boolean evaluate(BooleanSupplier condition) {
    return thread.call("condition of a step", condition::getAsBoolean);
  }
}
