// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.InFlight;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A timeline whose tasks are run by somebody.
 *
 * @param guard runs a task on the timeline's thread
 */
record GuardedTimeline(Timeline timeline, Consumer<Runnable> guard) implements Timeline {
  @Override
  public long nowNanos() {
    return timeline.nowNanos();
  }

  @Override
  public Instant epoch() {
    return timeline.epoch();
  }

  @Override
  public boolean isVirtual() {
    return timeline.isVirtual();
  }

  @Override
  public Timer timer(Runnable task) {
    return timeline.timer(() -> guard.accept(task));
  }

  @Override
  public void post(String source, Runnable task) {
    timeline.post(source, () -> guard.accept(task));
  }

  @Override
  public Hold hold(String exchange) {
    return timeline.hold(exchange);
  }

  @Override
  public InFlight inFlight() {
    return timeline.inFlight();
  }

  @Override
  public void changed() {
    timeline.changed();
  }
}
