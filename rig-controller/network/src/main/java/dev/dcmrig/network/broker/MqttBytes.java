// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttVersion;

/** Control packets as bytes, for who looks at their first ones only (MQTT 3.1.1, 2.2). */
public final class MqttBytes {
  /** The DUP flag of a PUBLISH (3.3.1.1). */
  public static final byte DUPLICATE = 0x08;

  private static final int TYPE = 0xF0;
  private static final int PUBLISH = 0x30;
  private static final int PINGREQ = 0xC0;
  private static final int PINGRESP = 0xD0;
  private static final int DISCONNECT = 0xE0;
  private static final int KEEP_ALIVE_SECONDS = 60;

  private MqttBytes() {}

  public static boolean isPublish(byte[] packet) {
    return (packet[0] & TYPE) == PUBLISH;
  }

  public static boolean isDisconnect(byte[] packet) {
    return (packet[0] & TYPE) == DISCONNECT;
  }

  static boolean isPing(byte[] packet) {
    return (packet[0] & TYPE) == PINGREQ;
  }

  static boolean isPingAnswer(byte[] packet) {
    return (packet[0] & TYPE) == PINGRESP;
  }

  static byte[] ping() {
    return new byte[] {(byte) PINGREQ, 0};
  }

  /** How somebody begins who wants to be taken for a client (3.1). */
  public static byte[] connect(String identifier) {
    return MqttCodec.bytes(
        MqttMessageBuilders.connect()
            .protocolVersion(MqttVersion.MQTT_3_1_1)
            .clientId(identifier)
            .cleanSession(false)
            .keepAlive(KEEP_ALIVE_SECONDS)
            .build());
  }

  /** How it leaves (3.14). */
  public static byte[] disconnect() {
    return MqttCodec.bytes(MqttMessage.DISCONNECT);
  }
}
