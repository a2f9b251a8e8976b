// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.network.broker.Broker;
import dev.dcmrig.network.broker.MqttBytes;
import java.nio.charset.StandardCharsets;

/**
 * The service's side of the broker: orders and commands go out here, and somebody may play another
 * client. On the timeline's thread.
 */
final class Orders {
  private static final String TOPIC = "dcmrig/v1/vehicles/%s/%s";

  private final Broker broker;
  private final Flows flows;

  Orders(Broker broker, Flows flows) {
    this.broker = broker;
    this.flows = flows;
  }

  Broker.Connection connect(String name, Broker.Client client) {
    return broker.connect(name, client);
  }

  /**
   * Publishes to a topic of a vehicle.
   *
   * @param address of the vehicle
   * @param part the topic's last part: {@code orders} or {@code commands}
   */
  void publish(String vin, String address, String part, String payload) {
    broker.publish(
        String.format(TOPIC, vin, part),
        payload.getBytes(StandardCharsets.UTF_8),
        () -> barrier(address));
  }

  /** Somebody else connects as this vehicle, is there for a moment, and leaves. */
  void takeOver(String vin, String address) {
    Broker.Connection stranger = broker.connect(vin, NOBODY);
    stranger.send(MqttBytes.connect(vin));
    stranger.whenQuiet(
        () -> {
          stranger.send(MqttBytes.disconnect());
          stranger.close();
          barrier(address);
        });
  }

  private void barrier(String address) {
    flows.mqttOf(address).forEach(MqttLeg::barrier);
  }

  /** A fault of the broker that comes while another exchange is under way. */
  void play(Fault fault, Flow during) {
    flows.mqttOf(during.vehicle).forEach(leg -> leg.play(fault));
  }

  /** Hears nothing. */
  private static final Broker.Client NOBODY =
      new Broker.Client() {
        @Override
        public void packet(byte[] packet) {}

        @Override
        public void refused(String why) {}

        @Override
        public void closed() {}
      };
}
