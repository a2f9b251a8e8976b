// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.evidence.network.MqttPacket;
import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.Timeline;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a broker that is a program of its own. After each packet it asks a PINGREQ of its
 * own and keeps the PINGRESP to itself: until it comes virtual time stands, and everything that the
 * broker had to say has arrived before it, since a broker answers the packets of one connection in
 * their order (docs/decisions/0009).
 */
final class MosquittoConnection extends CheckedConnection {
  private final Timeline timeline;
  private final Context context;
  private final String name;
  private final Supplier<Future<NetSocket>> opens;
  private boolean said;

  // On the context.
  private final Deque<Boolean> pingsAreOurs = new ArrayDeque<>();
  private final Deque<Hold> holds = new ArrayDeque<>();
  private final Deque<Runnable> quiet = new ArrayDeque<>();
  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
  private byte[] received = {};
  private @Nullable NetSocket socket;
  private boolean connecting;

  /** The broker has closed: nothing more is sent to it or awaited from it. */
  private boolean lost;

  private volatile boolean gone;

  MosquittoConnection(
      Timeline timeline,
      Context context,
      String name,
      Broker.Client client,
      Supplier<Future<NetSocket>> opens) {
    super(name, client);
    this.timeline = timeline;
    this.context = context;
    this.name = name;
    this.opens = opens;
  }

  @Override
  void accept(byte[] bytes, MqttMessage packet) {
    boolean ping = MqttBytes.isPing(bytes);
    boolean last = MqttBytes.isDisconnect(bytes);
    send(bytes, ping, !ping && !last, null);
    said |= last;
  }

  @Override
  public void whenQuiet(Runnable task) {
    if (isOver()) {
      timeline.post("broker/" + name, task);
    } else {
      send(new byte[0], false, true, task);
    }
  }

  private void send(
      byte[] packet, boolean clientPings, boolean withBarrier, @Nullable Runnable whenQuiet) {
    Hold hold = timeline.hold("MQTT exchange of " + name);
    context.runOnContext(
        ignored -> {
          if (whenQuiet != null) {
            quiet.add(whenQuiet);
          }
          if (gone || lost) {
            quietNow();
            hold.release();
            return;
          }
          unsent.writeBytes(packet);
          if (clientPings) {
            pingsAreOurs.add(false);
          }
          if (withBarrier) {
            unsent.writeBytes(MqttBytes.ping());
            pingsAreOurs.add(true);
          }
          if (clientPings || withBarrier) {
            holds.add(hold);
          } else {
            hold.release();
          }
          flush();
        });
  }

  private void flush() {
    NetSocket open = socket;
    if (open != null) {
      open.write(Buffer.buffer(unsent.toByteArray())).onFailure(cause -> brokerGone());
      unsent.reset();
      return;
    }
    if (!connecting) {
      connecting = true;
      opens
          .get()
          .onSuccess(
              opened -> {
                socket = opened;
                opened.handler(buffer -> read(buffer.getBytes()));
                opened.closeHandler(ignored -> brokerGone());
                if (gone) {
                  opened.close();
                } else {
                  flush();
                }
              })
          .onFailure(this::unreachable);
    }
  }

  private void read(byte[] bytes) {
    int before = received.length;
    received = Arrays.copyOf(received, before + bytes.length);
    System.arraycopy(bytes, 0, received, before, bytes.length);
    int length = MqttPacket.length(received, 0);
    while (length > 0 && length <= received.length) {
      byte[] packet = Arrays.copyOf(received, length);
      received = Arrays.copyOfRange(received, length, received.length);
      boolean answersPing = MqttBytes.isPingAnswer(packet);
      boolean ours = answersPing && Boolean.TRUE.equals(pingsAreOurs.poll());
      if (!ours) {
        client().packet(packet);
      }
      if (answersPing) {
        quietNow();
        releaseOne();
      }
      length = MqttPacket.length(received, 0);
    }
  }

  private void quietNow() {
    for (Runnable task = quiet.poll(); task != null; task = quiet.poll()) {
      timeline.post("broker/" + name, task);
    }
  }

  private void releaseOne() {
    Hold hold = holds.poll();
    if (hold != null) {
      hold.release();
    }
  }

  private void brokerGone() {
    if (lost) {
      return;
    }
    socket = null;
    lost = true;
    timeline.post(
        "broker/" + name,
        () -> {
          if (!said) {
            end();
          }
        });
    letGo();
  }

  private void unreachable(Throwable cause) {
    lost = true;
    timeline.post(
        "broker/" + name,
        () -> {
          throw new BenchBroken("the broker refuses a connection: " + cause.getMessage(), cause);
        });
    letGo();
  }

  private void letGo() {
    quietNow();
    while (!holds.isEmpty()) {
      releaseOne();
    }
  }

  @Override
  void release() {
    gone = true;
    context.runOnContext(
        ignored -> {
          NetSocket open = socket;
          if (open != null) {
            open.close();
          }
          letGo();
        });
  }
}
