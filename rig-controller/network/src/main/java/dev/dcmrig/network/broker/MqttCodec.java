// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import org.jspecify.annotations.Nullable;

/** Netty's codec of MQTT without its I/O: a packet's bytes in and out, on the caller's thread. */
final class MqttCodec {
  private final EmbeddedChannel decoder;

  /**
   * @param maxPacketBytes longest packet that is read
   */
  MqttCodec(int maxPacketBytes) {
    decoder = new EmbeddedChannel(new MqttDecoder(maxPacketBytes));
  }

  /**
   * Reads one whole packet.
   *
   * @return null when these bytes are not exactly one; a malformed one has a failed result
   */
  @Nullable MqttMessage read(byte[] packet) {
    decoder.writeInbound(Unpooled.wrappedBuffer(packet));
    MqttMessage first = decoder.readInbound();
    MqttMessage second = decoder.readInbound();
    return second == null ? first : null;
  }

  /** Lets go of what has come in part. */
  void close() {
    decoder.finishAndReleaseAll();
  }

  static byte[] bytes(MqttMessage message) {
    EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
    encoder.writeOutbound(message);
    ByteBuf buffer = encoder.readOutbound();
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    buffer.release();
    encoder.finishAndReleaseAll();
    return bytes;
  }
}
