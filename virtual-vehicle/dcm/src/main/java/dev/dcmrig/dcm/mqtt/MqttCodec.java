// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Control packets of MQTT 3.1.1 to bytes and back, by Netty's codec: no sockets and no threads of
 * it. One for each connection, since packets come in parts.
 */
final class MqttCodec {
  /** Far more than an order has: what is wrong can be told from what can't be read. */
  private static final int MAX_PACKET_BYTES = 256 * 1024;

  static final int SUBSCRIBE_ID = 1;

  private final EmbeddedChannel decoder = new EmbeddedChannel(new MqttDecoder(MAX_PACKET_BYTES));

  byte[] connect(String clientId, int keepAliveSeconds, boolean cleanSession) {
    return bytes(
        MqttMessageBuilders.connect()
            .protocolVersion(MqttVersion.MQTT_3_1_1)
            .clientId(clientId)
            .cleanSession(cleanSession)
            .keepAlive(keepAliveSeconds)
            .build());
  }

  byte[] subscribe(String... topics) {
    MqttMessageBuilders.SubscribeBuilder builder =
        MqttMessageBuilders.subscribe().messageId(SUBSCRIBE_ID);
    for (String topic : topics) {
      builder.addSubscription(MqttQoS.AT_LEAST_ONCE, topic);
    }
    return bytes(builder.build());
  }

  byte[] acknowledge(int packetId) {
    return bytes(MqttMessageBuilders.pubAck().packetId(packetId).build());
  }

  byte[] ping() {
    return bytes(MqttMessage.PINGREQ);
  }

  byte[] disconnect() {
    return bytes(MqttMessage.DISCONNECT);
  }

  private static byte[] bytes(MqttMessage message) {
    EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
    encoder.writeOutbound(message);
    ByteBuf buffer = encoder.readOutbound();
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    buffer.release();
    encoder.finishAndReleaseAll();
    return bytes;
  }

  /** The packets that are whole with these bytes; one that is malformed has a failed result. */
  List<MqttMessage> read(byte[] bytes) {
    List<MqttMessage> packets = new ArrayList<>();
    if (!decoder.isOpen()) {
      return packets;
    }
    decoder.writeInbound(Unpooled.wrappedBuffer(bytes));
    for (MqttMessage packet = decoder.readInbound();
        packet != null;
        packet = decoder.readInbound()) {
      packets.add(packet);
    }
    return packets;
  }

  /** Lets go of what has come in part; nothing is read afterwards. */
  void close() {
    decoder.finishAndReleaseAll();
  }

  static byte[] payload(MqttPublishMessage message) {
    ByteBuf content = message.content();
    byte[] bytes = new byte[content.readableBytes()];
    content.getBytes(content.readerIndex(), bytes);
    message.release();
    return bytes;
  }
}
