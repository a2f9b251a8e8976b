// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import io.vertx.core.Future;
import io.vertx.core.net.NetSocket;

/**
 * A broker of MQTT 3.1.1 on a real loopback socket. Used on the network's context only. A broker
 * answers the packets of one connection in their order; the link relies on that to know that
 * everything due has arrived (docs/decisions/0009).
 */
public interface Broker {

  /** Opens what it listens on; once, before anything else. */
  Future<?> listen();

  /** Opens a connection for the DCM with this client identifier, which is its VIN. */
  Future<NetSocket> connect(String vin);

  /** Publishes with QoS 1; done when the broker has acknowledged it. */
  Future<?> publish(String topic, byte[] payload);

  Future<?> close();
}
