// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.mqtt;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.DcmService;
import dev.dcmrig.dcm.exchange.RetryPlan;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.tls.Trust;
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
public final class MqttChannel implements DcmService {

  /** Told on the timeline's thread. */
  public interface Listener {
    /** The session is up and subscribed, anew. */
    void connected();

    /**
     * A message of a topic of this vehicle; PUBACK goes out after this returns.
     *
     * @param topic the last part: {@code orders} or {@code commands}
     * @param payload as it came, also what is too long for an order
     */
    void message(String topic, byte[] payload);
  }

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
  private final MqttSettings settings;
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

  /**
   * @param plan the gaps between connections that failed
   */
  public MqttChannel(
      DcmContext dcm,
      MqttSettings settings,
      RetryPlan plan,
      Modem modem,
      Trust trust,
      Listener listener) {
    this.dcm = dcm;
    this.settings = settings;
    this.modem = modem;
    this.trust = trust;
    this.listener = listener;
    this.plan = plan;
    this.again = dcm.timeline().timer(this::connect);
    this.answer = dcm.timeline().timer(this::lost);
    this.ping = dcm.timeline().timer(this::ping);
  }

  /** Connects and stays connected. */
  @Override
  public void boot() {
    if (!open) {
      open = true;
      failures = 0;
      unreadable = 0;
      again.armAfter(0);
    }
  }

  @Override
  public void wake() {
    boot();
  }

  /** Says DISCONNECT and closes. */
  @Override
  public void sleep() {
    Trust.Channel up = channel;
    if (up != null && up.isOpen()) {
      up.send(codec.disconnect());
    }
    stop();
  }

  /** The connection breaks without a word. */
  @Override
  public void stop() {
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
    answer.armAfter(settings.answerTimeout().toNanos());
    try {
      Trust.Channel up = trust.connect(modem, HOST, PORT, new Events());
      channel = up;
      long keepAliveSeconds = settings.keepAlive().toSeconds();
      up.send(codec.connect(dcm.access().vin(), (int) keepAliveSeconds, clearing));
    } catch (NoNetworkException e) {
      if (plan.isTriedAgainWithoutNetwork()) {
        lost();
      } else {
        drop();
      }
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
    answer.armAfter(settings.answerTimeout().toNanos());
  }

  private void send(byte[] packet) {
    Trust.Channel up = channel;
    if (up != null) {
      up.send(packet);
      // A broker gives up after one and a half of it (MQTT 3.1.1, 3.1.2.10).
      ping.armAfter(settings.keepAlive().toNanos());
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
      answer.armAfter(settings.answerTimeout().toNanos());
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
