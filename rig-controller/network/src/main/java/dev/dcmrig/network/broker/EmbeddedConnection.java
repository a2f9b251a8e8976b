// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection to the {@link EmbeddedBroker}: answers each packet at once. */
final class EmbeddedConnection extends CheckedConnection {
  private static final String OWN_TOPICS = "dcmrig/v1/vehicles/%s/";

  private final EmbeddedBroker broker;
  private final Timeline timeline;
  private final String name;
  private final Timer silence;
  private long silenceNanos;
  private @Nullable BrokerSession session;

  EmbeddedConnection(EmbeddedBroker broker, Timeline timeline, String name, Broker.Client client) {
    super(name, client);
    this.broker = broker;
    this.timeline = timeline;
    this.name = name;
    this.silence = timeline.timer(this::silent);
  }

  /** To the client. */
  void say(byte[] packet) {
    if (!isOver()) {
      client().packet(packet);
    }
  }

  private void say(MqttMessage packet) {
    say(MqttCodec.bytes(packet));
  }

  @Override
  void accept(byte[] bytes, MqttMessage packet) {
    if (silenceNanos > 0) {
      silence.armAfter(silenceNanos);
    }
    switch (packet.fixedHeader().messageType()) {
      case CONNECT -> connect((MqttConnectMessage) packet);
      case SUBSCRIBE -> subscribe((MqttSubscribeMessage) packet);
      case UNSUBSCRIBE -> unsubscribe((MqttUnsubscribeMessage) packet);
      case PUBACK ->
          of(session)
              .acknowledged(((MqttMessageIdVariableHeader) packet.variableHeader()).messageId());
      case PINGREQ -> say(MqttMessage.PINGRESP);
      case DISCONNECT -> end();
      default -> throw new IllegalStateException("not a client's packet: " + packet);
    }
  }

  private static BrokerSession of(@Nullable BrokerSession session) {
    if (session == null) {
      throw new IllegalStateException("no CONNECT has come");
    }
    return session;
  }

  private void connect(MqttConnectMessage packet) {
    boolean clean = packet.variableHeader().isCleanSession();
    boolean present = broker.hasSession(name) && !clean;
    BrokerSession own = broker.session(name, clean);
    session = own;
    // 3.1.2-24: one and a half of what the client has said; 0 is no limit.
    silenceNanos = TimeUnit.SECONDS.toNanos(packet.variableHeader().keepAliveTimeSeconds()) * 3 / 2;
    if (silenceNanos > 0) {
      silence.armAfter(silenceNanos);
    }
    say(
        MqttMessageBuilders.connAck()
            .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
            .sessionPresent(present)
            .build());
    own.attach(this);
  }

  private void silent() {
    if (!isOver()) {
      client().refused("nothing for one and a half of its keep alive [MQTT-3.1.2-24]");
      end();
    }
  }

  private void subscribe(MqttSubscribeMessage packet) {
    String own = String.format(OWN_TOPICS, name);
    MqttQoS[] granted =
        packet.payload().topicSubscriptions().stream()
            .map(
                asked ->
                    asked.topicFilter().startsWith(own)
                        ? of(session).subscribe(asked.topicFilter(), asked.qualityOfService())
                        : MqttQoS.FAILURE)
            .toArray(MqttQoS[]::new);
    say(
        MqttMessageBuilders.subAck()
            .packetId(packet.variableHeader().messageId())
            .addGrantedQoses(granted)
            .build());
  }

  private void unsubscribe(MqttUnsubscribeMessage packet) {
    List<String> topics = packet.payload().topics();
    of(session).unsubscribe(topics);
    // Acknowledged also when nothing was subscribed to (3.10.4-5).
    say(MqttMessageBuilders.unsubAck().packetId(packet.variableHeader().messageId()).build());
  }

  @Override
  public void whenQuiet(Runnable task) {
    timeline.post("broker/" + name, task);
  }

  @Override
  void release() {
    silence.cancel();
    BrokerSession own = session;
    if (own != null) {
      own.detach(this);
    }
  }
}
