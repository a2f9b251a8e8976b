// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.BenchTime;
import dev.dcmrig.bench.emulated.VirtualBenchTime;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.VirtualTimeline;
import java.util.function.Supplier;

/** Time that passes when a step lets it pass; the step's thread is the bench's thread. */
final class VirtualClock implements BenchClock {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final BenchTime time;

  /**
   * @param checkpoint called now and then; throws when the run is to end
   */
  VirtualClock(Runnable checkpoint) {
    this.time = new VirtualBenchTime(timeline, checkpoint);
  }

  @Override
  public Timeline timeline() {
    return timeline;
  }

  @Override
  public BenchTime time() {
    return time;
  }

  @Override
  public <T> T call(Supplier<T> work) {
    return work.get();
  }

  @Override
  public void finish(Runnable work) {
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public <T> T reachable(Class<T> port, T part) {
    return part;
  }

  @Override
  public void close() {
    // Nothing runs by itself.
  }
}
