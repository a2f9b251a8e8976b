// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.network;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One control packet of MQTT 3.1.1 (OASIS, section 2), looked at for people and checkers.
 *
 * <pre>
 *   type 4 | flags 4    remaining length 1..4    variable header    payload
 * </pre>
 *
 * @param type {@code "CONNECT"}, {@code "PUBLISH"}, ...
 * @param topic of a PUBLISH; empty otherwise
 * @param identifier of a packet that has one and is a PUBLISH or PUBACK; 0 otherwise
 * @param duplicate the DUP flag of a PUBLISH
 * @param payload of a PUBLISH, as UTF-8; empty otherwise
 */
public record MqttPacket(
    String type, String topic, int identifier, boolean duplicate, String payload) {
  private static final String[] TYPES = {
    "RESERVED", "CONNECT", "CONNACK", "PUBLISH", "PUBACK", "PUBREC", "PUBREL", "PUBCOMP",
    "SUBSCRIBE", "SUBACK", "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP", "DISCONNECT", "AUTH"
  };

  private static final int PUBLISH = 3;
  private static final int PUBACK = 4;
  private static final int MAX_LENGTH_BYTES = 4;

  /** Whole length in bytes of the packet that begins at {@code from}; 0 while that is not known. */
  public static int length(byte[] bytes, int from) {
    int remaining = 0;
    for (int digit = 0; digit < MAX_LENGTH_BYTES; digit++) {
      int at = from + 1 + digit;
      if (at >= bytes.length) {
        return 0;
      }
      remaining |= (bytes[at] & 0x7F) << (7 * digit);
      if ((bytes[at] & 0x80) == 0) {
        return 2 + digit + remaining;
      }
    }
    return bytes.length - from;
  }

  /** Reads a whole packet; what is not well-formed becomes a packet without details. */
  public static MqttPacket of(byte[] packet) {
    if (packet.length < 2) {
      return new MqttPacket("RESERVED", "", 0, false, "");
    }
    int type = (packet[0] & 0xF0) >> 4;
    int at = 1;
    while (at < packet.length && at <= MAX_LENGTH_BYTES && (packet[at] & 0x80) != 0) {
      at++;
    }
    at++;
    if (type == PUBACK && at + 2 <= packet.length) {
      return new MqttPacket(TYPES[type], "", number(packet, at), false, "");
    }
    if (type != PUBLISH || at + 2 > packet.length) {
      return new MqttPacket(TYPES[type], "", 0, false, "");
    }
    int topicLength = number(packet, at);
    int qos = (packet[0] & 0x06) >> 1;
    int payloadAt = at + 2 + topicLength + (qos > 0 ? 2 : 0);
    if (payloadAt > packet.length) {
      return new MqttPacket(TYPES[type], "", 0, false, "");
    }
    return new MqttPacket(
        TYPES[type],
        new String(packet, at + 2, topicLength, StandardCharsets.UTF_8),
        qos > 0 ? number(packet, payloadAt - 2) : 0,
        (packet[0] & 0x08) != 0,
        new String(Arrays.copyOfRange(packet, payloadAt, packet.length), StandardCharsets.UTF_8));
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }
}
