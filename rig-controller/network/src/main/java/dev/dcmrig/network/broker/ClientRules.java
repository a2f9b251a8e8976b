// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client of MQTT 3.1.1 may send, packet by packet. The numbers in the reasons are those of
 * the standard's normative statements. What the codec checks by itself (reserved bits, lengths,
 * packet identifiers of 0) comes as a failed result.
 */
final class ClientRules {
  private static final String PROTOCOL = "MQTT";
  private static final int LEVEL = 4;
  private static final int MAX_QOS = 2;

  /** The character that stands for bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  /**
   * A rule that was broken.
   *
   * @param code what a CONNACK says of it before the end; null: the end comes without a word
   */
  record Breach(String why, @Nullable MqttConnectReturnCode code) {}

  private final String name;
  private boolean connected;

  /**
   * @param name that the client's certificate carries
   */
  ClientRules(String name) {
    this.name = name;
  }

  /** The rule that this packet breaks; null when it is well. */
  @Nullable Breach breach(byte[] bytes, @Nullable MqttMessage packet) {
    if (packet == null) {
      return silent("not one whole packet");
    }
    if (packet.decoderResult().isFailure()) {
      if (packet.fixedHeader() == null && !connected) {
        return silent("no MQTT: " + packet.decoderResult().cause().getMessage());
      }
      String cause = String.valueOf(packet.decoderResult().cause().getMessage());
      return cause.contains("protocol version")
          ? level("a protocol that is not MQTT 3.1.1 [MQTT-3.1.2-2]")
          : silent("malformed: " + cause);
    }
    boolean first = !connected;
    connected = true;
    return switch (packet.fixedHeader().messageType()) {
      case CONNECT ->
          first ? connect((MqttConnectMessage) packet) : silent("a second CONNECT [MQTT-3.1.0-2]");
      case SUBSCRIBE -> first ? notFirst() : subscribe(bytes, (MqttSubscribeMessage) packet);
      case UNSUBSCRIBE -> first ? notFirst() : unsubscribe((MqttUnsubscribeMessage) packet);
      case PUBACK, PINGREQ, DISCONNECT -> first ? notFirst() : null;
      case PUBLISH -> silent("a PUBLISH: DCMs have nothing to publish");
      case PUBREC, PUBREL, PUBCOMP -> silent("a packet of QoS 2, which was not granted");
      default -> silent("a packet that only a server sends: " + packet.fixedHeader().messageType());
    };
  }

  private static Breach silent(String why) {
    return new Breach(why, null);
  }

  private static Breach level(String why) {
    return new Breach(why, MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION);
  }

  private static Breach notFirst() {
    return silent("a packet before CONNECT [MQTT-3.1.0-1]");
  }

  private @Nullable Breach connect(MqttConnectMessage packet) {
    MqttConnectVariableHeader header = packet.variableHeader();
    if (!header.name().equals(PROTOCOL) || header.version() != LEVEL) {
      return level("protocol " + header.name() + " level " + header.version() + " [MQTT-3.1.2-2]");
    }
    if (header.willQos() > MAX_QOS) {
      return silent("a will of QoS 3 [MQTT-3.1.2-14]");
    }
    if (!header.isWillFlag() && (header.willQos() != 0 || header.isWillRetain())) {
      return silent("flags of a will without a will [MQTT-3.1.2-13, -15]");
    }
    if (header.hasPassword() && !header.hasUserName()) {
      return silent("a password without a user name [MQTT-3.1.2-22]");
    }
    String client = packet.payload().clientIdentifier();
    if (!client.equals(name)) {
      return new Breach(
          "client identifier " + shown(client) + " with the certificate of " + name,
          MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED);
    }
    return null;
  }

  private static @Nullable Breach subscribe(byte[] bytes, MqttSubscribeMessage packet) {
    List<String> filters =
        packet.payload().topicSubscriptions().stream().map(each -> each.topicFilter()).toList();
    if (filters.isEmpty()) {
      return silent("a SUBSCRIBE without a topic filter [MQTT-3.8.3-3]");
    }
    return hasReservedOptions(bytes, packet.fixedHeader().remainingLength())
        ? silent("reserved bits beside a requested QoS [MQTT-3-8.3-4]")
        : filters(filters);
  }

  /**
   * The codec passes over the upper bits of a requested QoS; later versions give them a meaning.
   */
  private static boolean hasReservedOptions(byte[] bytes, int remainingLength) {
    int at = bytes.length - remainingLength + 2;
    while (at + 2 < bytes.length) {
      at += 2 + ((bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF));
      if (at < bytes.length && (bytes[at] & ~0x03) != 0) {
        return true;
      }
      at++;
    }
    return false;
  }

  private static @Nullable Breach unsubscribe(MqttUnsubscribeMessage packet) {
    List<String> filters = packet.payload().topics();
    if (filters.isEmpty()) {
      return silent("an UNSUBSCRIBE without a topic filter [MQTT-3.10.3-2]");
    }
    return filters(filters);
  }

  private static @Nullable Breach filters(List<String> filters) {
    for (String filter : filters) {
      if (filter.indexOf(0) >= 0 || filter.indexOf(REPLACEMENT) >= 0) {
        return silent("a text that is no UTF-8, or has a NUL [MQTT-1.5.3-1, -2]");
      }
      if (!TopicFilter.isValid(filter)) {
        return silent("no topic filter: " + shown(filter) + " [MQTT-4.7.1-2, -3, 4.7.3-1]");
      }
    }
    return null;
  }

  private static String shown(String text) {
    String cut = text.length() > 80 ? text.substring(0, 80) + "..." : text;
    return "'" + cut.replaceAll("[^ -~]", "?") + "'";
  }
}
