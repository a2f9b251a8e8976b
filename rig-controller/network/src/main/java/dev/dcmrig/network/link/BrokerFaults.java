// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packets of a broker that does not keep to MQTT 3.1.1 when a DCM begins a session. */
final class BrokerFaults {
  private static final int TYPE = 0xF0;
  private static final int CONNECT = 0x10;
  private static final int CONNACK = 0x20;
  private static final int SUBACK = 0x90;
  private static final byte PUBLISH_AT_LEAST_ONCE = 0x32;

  /** "Server unavailable" (3.2.2.3). */
  private static final byte UNAVAILABLE = 3;

  /** A subscription that is not granted (3.9.3). */
  private static final byte NOT_GRANTED = (byte) 0x80;

  /** Type 0 is reserved (2.2.1). */
  private static final byte[] UNREADABLE = {0, 0};

  private BrokerFaults() {}

  static boolean isConnect(byte[] packet) {
    return (packet[0] & TYPE) == CONNECT;
  }

  /** Whether the real broker hears nothing of the session. */
  static boolean isDeaf(@Nullable Fault fault) {
    return fault == Fault.BROKER_REFUSES
        || fault == Fault.BROKER_IS_SILENT
        || fault == Fault.PUBLISH_TOO_EARLY;
  }

  /** What is said at once to a CONNECT. */
  static List<byte[]> atConnect(@Nullable Fault fault, String vin) {
    if (fault == Fault.BROKER_REFUSES) {
      return List.of(new byte[] {CONNACK, 2, 0, UNAVAILABLE});
    }
    return fault == Fault.PUBLISH_TOO_EARLY ? List.of(publish(vin)) : List.of();
  }

  /** What the DCM gets in the place of a packet of the real broker that is no PUBLISH. */
  static List<byte[]> inPlaceOf(byte[] packet, @Nullable Fault fault) {
    int type = packet[0] & TYPE;
    if (type == CONNACK && fault == Fault.UNREADABLE_PACKET) {
      return List.of(packet, UNREADABLE);
    }
    if (type != SUBACK) {
      return List.of(packet);
    }
    byte[] other = packet.clone();
    if (fault == Fault.SUBSCRIPTION_REFUSED) {
      other[other.length - 1] = NOT_GRANTED;
    } else if (fault == Fault.SUBACK_OF_ANOTHER) {
      other[2] ^= 0x55;
    }
    return List.of(other);
  }

  /** Of packet 1, to the topic of orders; no order is in it. */
  private static byte[] publish(String vin) {
    byte[] topic = ("dcmrig/v1/vehicles/" + vin + "/orders").getBytes(StandardCharsets.US_ASCII);
    byte[] packet = new byte[2 + 2 + topic.length + 2 + 1];
    packet[0] = PUBLISH_AT_LEAST_ONCE;
    packet[1] = (byte) (packet.length - 2);
    packet[3] = (byte) topic.length;
    System.arraycopy(topic, 0, packet, 4, topic.length);
    packet[packet.length - 2] = 1;
    packet[packet.length - 1] = '?';
    return packet;
  }
}
