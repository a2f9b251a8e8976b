// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.mqtt;

import dev.dcmrig.dcm.exchange.RetryPlan;
import dev.dcmrig.dcm.tls.Trust;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.sim.Timer;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * The session with the service's broker (docs/DCM-INTERFACE.md, 2.6): connects, subscribes, answers
 * each message, pings, and comes back when it was lost. On the timeline's thread.
 */
public final class MqttChannel implements CommandChannel {
  private static final String HOST = "mqtt.dcmrig.example";
  private static final int PORT = 8883;

  private static final int FAILURE = 0x80;

  /** So often the broker may send again what can't be read, before it is made to forget it. */
  private static final int MAX_UNREADABLE = 3;

  /** What the session waits for. */
  private enum State {
    CONNECTING,
    SUBSCRIBING,
    UP
  }

  private final DcmContext dcm;
  private final Modem modem;
  private final Trust trust;
  private final Listener listener;
  private final RetryPlan plan;
  private final Timer again;
  private final Timer answer;
  private final Timer ping;
  private Trust.@Nullable Channel channel;
  private MqttCodec codec = new MqttCodec();
  private State state = State.CONNECTING;
  private boolean open;
  private int failures;

  /** Connections that ended with something that could not be read, with no quiet time between. */
  private int unreadable;

  /** This connection is only to make the broker forget what nobody can read. */
  private boolean clearing;

  public MqttChannel(DcmContext dcm, Modem modem, Trust trust, Listener listener) {
    this.dcm = dcm;
    this.modem = modem;
    this.trust = trust;
    this.listener = listener;
    this.plan = new RetryPlan(dcm);
    this.again = dcm.timeline().timer(this::connect);
    this.answer = dcm.timeline().timer(this::lost);
    this.ping = dcm.timeline().timer(this::ping);
  }

  @Override
  public void open() {
    if (!open) {
      open = true;
      failures = 0;
      unreadable = 0;
      again.armAfter(0);
    }
  }

  @Override
  public void close() {
    Trust.Channel up = channel;
    if (up != null && up.isOpen()) {
      up.send(codec.disconnect());
    }
    off();
  }

  @Override
  public void off() {
    open = false;
    again.cancel();
    drop();
  }

  private void drop() {
    answer.cancel();
    ping.cancel();
    Trust.Channel up = channel;
    channel = null;
    if (up != null) {
      up.close();
    }
    codec.close();
  }

  private void connect() {
    codec = new MqttCodec();
    state = State.CONNECTING;
    clearing = unreadable >= MAX_UNREADABLE;
    answer.armAfter(dcm.settings().nanos("mqtt.answerTimeout"));
    try {
      Trust.Channel up = trust.connect(modem, HOST, PORT, new Events());
      channel = up;
      long keepAliveSeconds = dcm.settings().duration("mqtt.keepAlive").toSeconds();
      up.send(codec.connect(dcm.access().vin(), (int) keepAliveSeconds, clearing));
    } catch (NoNetworkException e) {
      lost();
    }
  }

  /** The connection is no good: another one after the gap. */
  private void lost() {
    drop();
    if (open) {
      failures++;
      again.armAfter(plan.gapNanos(failures, null));
    }
  }

  private void ping() {
    send(codec.ping());
    answer.armAfter(dcm.settings().nanos("mqtt.answerTimeout"));
  }

  private void send(byte[] packet) {
    Trust.Channel up = channel;
    if (up != null) {
      up.send(packet);
      // A broker gives up after one and a half of it (MQTT 3.1.1, 3.1.2.10).
      ping.armAfter(dcm.settings().nanos("mqtt.keepAlive"));
    }
  }

  private final class Events implements Trust.Channel.Listener {
    private final MqttCodec own = codec;

    @Override
    public void received(byte[] plain) {
      for (MqttMessage packet : own.read(plain)) {
        if (own == codec && channel != null) {
          handle(packet);
        } else {
          ReferenceCountUtil.release(packet);
        }
      }
    }

    @Override
    public void closed(boolean clean) {
      if (own == codec) {
        lost();
      }
    }
  }

  private void handle(MqttMessage packet) {
    if (packet.decoderResult().isFailure()) {
      unreadable += state == State.CONNECTING ? 0 : 1;
      lost();
      return;
    }
    switch (packet.fixedHeader().messageType()) {
      case CONNACK -> connected(packet);
      case SUBACK -> subscribed(packet);
      case PINGRESP -> {
        if (state == State.UP) {
          answer.cancel();
          unreadable = 0;
        }
      }
      case PUBLISH -> {
        if (state == State.CONNECTING) {
          ReferenceCountUtil.release(packet);
          lost();
        } else {
          publish((MqttPublishMessage) packet);
        }
      }
      default -> {
        // Nothing that a DCM has asked for.
      }
    }
  }

  private void connected(MqttMessage packet) {
    boolean accepted =
        state == State.CONNECTING
            && packet instanceof MqttConnAckMessage ack
            && ack.variableHeader().connectReturnCode()
                == MqttConnectReturnCode.CONNECTION_ACCEPTED;
    if (!accepted) {
      lost();
    } else if (clearing) {
      unreadable = 0;
      send(codec.disconnect());
      drop();
      again.armAfter(0);
    } else {
      state = State.SUBSCRIBING;
      send(codec.subscribe(topic("orders"), topic("commands")));
      answer.armAfter(dcm.settings().nanos("mqtt.answerTimeout"));
    }
  }

  private void subscribed(MqttMessage packet) {
    boolean granted =
        state == State.SUBSCRIBING
            && packet instanceof MqttSubAckMessage ack
            && ack.variableHeader().messageId() == MqttCodec.SUBSCRIBE_ID
            && ack.payload().grantedQoSLevels().stream().noneMatch(qos -> qos == FAILURE);
    if (granted) {
      state = State.UP;
      answer.cancel();
      failures = 0;
      listener.connected();
    } else {
      lost();
    }
  }

  private void publish(MqttPublishMessage message) {
    String topic = message.variableHeader().topicName();
    byte[] payload = MqttCodec.payload(message);
    String part = topic.substring(topic.lastIndexOf('/') + 1);
    if (topic.equals(topic(part))) {
      listener.message(part, payload);
    }
    if (message.fixedHeader().qosLevel() != MqttQoS.AT_MOST_ONCE) {
      send(codec.acknowledge(message.variableHeader().packetId()));
    }
  }

  private String topic(String part) {
    return "dcmrig/v1/vehicles/" + dcm.access().vin() + "/" + part;
  }
}
