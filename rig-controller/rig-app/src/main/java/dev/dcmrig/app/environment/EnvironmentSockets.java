// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.centre.Centre;
import dev.dcmrig.network.broker.Broker;
import dev.dcmrig.network.link.Link;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** All sockets of one environment live on one Vert.x context. */
final class EnvironmentSockets extends VerticleBase {
  private final Centre centre;
  private final Link link;
  private final int telematicsPort;
  private final Broker broker;

  EnvironmentSockets(Centre centre, Link link, int telematicsPort, Broker broker) {
    this.broker = broker;
    this.centre = centre;
    this.link = link;
    this.telematicsPort = telematicsPort;
  }

  @Override
  public Future<?> start() {
    return broker
        .listen()
        .compose(ignored -> centre.listen(vertx, context))
        .compose(port -> link.listen(vertx, context, port, telematicsPort));
  }

  @Override
  public Future<?> stop() {
    return broker.close();
  }
}
