// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.fleet;

import dev.dcmrig.sim.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

/**
 * One part of a fleet in a verticle. It is deployed when its vehicles have started, and undeployed
 * when they have stopped.
 */
final class PartVerticle extends VerticleBase {
  private final Timeline timeline;
  private final VehiclePart part;
  private final String source;

  PartVerticle(int number, Timeline timeline, VehiclePart part) {
    this.timeline = timeline;
    this.part = part;
    this.source = "fleet/part-" + number;
  }

  @Override
  public Future<?> start() {
    return posted(part::start);
  }

  @Override
  public Future<?> stop() {
    return posted(part::stop);
  }

  private Future<?> posted(Runnable task) {
    Promise<Void> done = Promise.promise();
    timeline.post(
        source,
        () -> {
          try {
            task.run();
            done.complete();
          } catch (RuntimeException e) {
            done.fail(e);
          }
        });
    return done.future();
  }
}
