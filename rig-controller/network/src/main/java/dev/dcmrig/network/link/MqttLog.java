// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.RadioLink.MqttPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The control packets between DCMs and broker, as they pass on the link. */
final class MqttLog {
  private final List<MqttPacket> packets = new ArrayList<>();

  void passed(Duration now, String vin, boolean up, byte[] packet) {
    dev.dcmrig.evidence.network.MqttPacket read = dev.dcmrig.evidence.network.MqttPacket.of(packet);
    packets.add(new MqttPacket(now, vin, up, read.type(), read.topic(), read.payload()));
  }

  List<MqttPacket> all() {
    return List.copyOf(packets);
  }
}
