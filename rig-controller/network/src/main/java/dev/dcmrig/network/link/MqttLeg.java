// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.evidence.network.MqttPacket;
import dev.dcmrig.sim.Hold;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * MQTT inside of a DCM's TLS connection: packets go on to the broker over loopback. After each
 * packet the link asks a PINGREQ of its own and keeps the PINGRESP to itself: until it comes
 * virtual time stands, and everything that the broker had to say has arrived before it
 * (docs/decisions/0009).
 */
final class MqttLeg implements TlsLeg.Inside {
  private static final byte[] PINGREQ = {(byte) 0xC0, 0};
  private static final byte DUPLICATE = 0x08;

  /** A message out of order waits for the next one, but no longer than this: 5 s. */
  private static final long HELD_BACK_NANOS = 5_000_000_000L;

  /** A broker has nothing longer for a DCM. */
  private static final int MAX_PACKET_BYTES = 64 * 1024;

  private final Link link;
  private final TlsLeg tls;
  private byte[] fromVehicle = {};
  private String commonName = "";
  private byte @Nullable [] lastPublish;
  private byte @Nullable [] heldBack;
  private boolean greeted;
  private boolean said;

  // On the network's thread.
  private final Deque<Boolean> pingsAreOurs = new ArrayDeque<>();
  private byte[] fromBroker = {};
  private @Nullable NetSocket far;
  private boolean connecting;

  /** The broker has closed: nothing more is sent to it or awaited from it. */
  private boolean brokerLost;

  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
  private final Deque<Hold> holds = new ArrayDeque<>();
  private volatile boolean gone;

  MqttLeg(Link link, TlsLeg tls) {
    this.link = link;
    this.tls = tls;
  }

  @Override
  public void opened(String name) {
    commonName = name;
  }

  /** The VIN of the certificate. */
  String vin() {
    return commonName;
  }

  @Override
  public void received(byte[] plain) {
    fromVehicle = joined(fromVehicle, plain);
    int length = MqttPacket.length(fromVehicle, 0);
    while (length > 0 && length <= fromVehicle.length) {
      byte[] packet = Arrays.copyOf(fromVehicle, length);
      fromVehicle = Arrays.copyOfRange(fromVehicle, length, fromVehicle.length);
      fromVehicle(packet);
      length = MqttPacket.length(fromVehicle, 0);
    }
    if (fromVehicle.length > MAX_PACKET_BYTES) {
      link.reset(tls.flow());
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private void fromVehicle(byte[] packet) {
    link.recordUp(tls.flow(), packet);
    int type = packet[0] & 0xF0;
    if (type == 0x10 && !clientIdentifier(packet).equals(commonName)) {
      // Not the client that its certificate says.
      link.reset(tls.flow());
      return;
    }
    greeted = true;
    boolean ping = type == 0xC0;
    boolean last = type == 0xE0;
    toBroker(packet, ping, !ping && !last);
    said |= last;
  }

  /** Variable header of a CONNECT: name, level, flags, keep alive; then the identifier. */
  private static String clientIdentifier(byte[] connect) {
    int at = 1;
    while (at < connect.length && (connect[at] & 0x80) != 0) {
      at++;
    }
    at += 1 + 10;
    if (at + 2 > connect.length) {
      return "";
    }
    int length = (connect[at] & 0xFF) << 8 | (connect[at + 1] & 0xFF);
    return at + 2 + length > connect.length
        ? ""
        : new String(connect, at + 2, length, StandardCharsets.UTF_8);
  }

  /** Waits, in real time only, until the broker has said all that it has to say to this DCM. */
  void barrier() {
    if (!gone && greeted) {
      toBroker(new byte[0], false, true);
    }
  }

  private void toBroker(byte[] packet, boolean vehiclePings, boolean withBarrier) {
    Hold hold = link.timeline().hold("MQTT exchange of flow " + tls.flow().number);
    link.onNetwork(
        () -> {
          if (gone || brokerLost) {
            hold.release();
            return;
          }
          unsent.writeBytes(packet);
          if (vehiclePings) {
            pingsAreOurs.add(false);
          }
          if (withBarrier) {
            unsent.writeBytes(PINGREQ);
            pingsAreOurs.add(true);
          }
          holds.add(hold);
          flush();
        });
  }

  private void flush() {
    NetSocket open = far;
    if (open != null) {
      open.write(Buffer.buffer(unsent.toByteArray())).onFailure(cause -> brokerGone());
      unsent.reset();
      return;
    }
    if (!connecting) {
      connecting = true;
      link.toBroker(commonName)
          .onSuccess(
              socket -> {
                far = socket;
                socket.handler(buffer -> readFromBroker(buffer.getBytes()));
                socket.closeHandler(ignored -> brokerGone());
                if (gone) {
                  socket.close();
                } else {
                  flush();
                }
              })
          .onFailure(cause -> brokerGone());
    }
  }

  private void readFromBroker(byte[] bytes) {
    fromBroker = joined(fromBroker, bytes);
    int length = MqttPacket.length(fromBroker, 0);
    while (length > 0 && length <= fromBroker.length) {
      byte[] packet = Arrays.copyOf(fromBroker, length);
      fromBroker = Arrays.copyOfRange(fromBroker, length, fromBroker.length);
      boolean answersPing = (packet[0] & 0xF0) == 0xD0;
      boolean ours = answersPing && Boolean.TRUE.equals(pingsAreOurs.poll());
      if (!ours) {
        link.timeline().post(tls.flow().source() + "/down", () -> toVehicle(packet));
      }
      if (answersPing) {
        releaseOne();
      }
      length = MqttPacket.length(fromBroker, 0);
    }
  }

  private void releaseOne() {
    Hold hold = holds.poll();
    if (hold != null) {
      hold.release();
    }
  }

  private void brokerGone() {
    far = null;
    brokerLost = true;
    link.timeline().post(tls.flow().source() + "/down", this::closedByBroker);
    while (!holds.isEmpty()) {
      releaseOne();
    }
  }

  // On the timeline's thread.

  private void closedByBroker() {
    if (!gone && !said) {
      tls.finish();
    }
  }

  private void toVehicle(byte[] packet) {
    if ((packet[0] & 0xF0) != 0x30) {
      tls.send(packet, packet);
      return;
    }
    Fault fault = link.faults().onPublish();
    if (fault == Fault.MQTT_DISCONNECT) {
      // It was on its way, and comes again with the next connection.
      tls.finish();
      return;
    }
    if (fault == Fault.MQTT_OUT_OF_ORDER && heldBack == null) {
      heldBack = packet;
      link.timeline().after(HELD_BACK_NANOS, this::late);
      return;
    }
    publish(packet);
    late();
    if (fault != null) {
      play(fault);
    }
  }

  private void late() {
    byte[] late = heldBack;
    if (late != null && !gone) {
      heldBack = null;
      publish(late);
    }
  }

  private void publish(byte[] packet) {
    lastPublish = packet;
    tls.send(packet, packet);
  }

  /** What a broker, or somebody at it, does at this moment. */
  void play(Fault fault) {
    byte[] again = lastPublish;
    switch (fault) {
      case MQTT_DISCONNECT -> tls.finish();
      case MQTT_DUPLICATE, MQTT_OUT_OF_ORDER -> {
        if (again != null) {
          byte[] duplicate = again.clone();
          duplicate[0] |= DUPLICATE;
          tls.send(duplicate, duplicate);
        }
      }
      case MQTT_TAKEN_OVER -> link.takeOver(commonName);
      default -> {
        // No fault of a broker.
      }
    }
  }

  @Override
  public void closed() {
    gone = true;
    link.onNetwork(
        () -> {
          NetSocket open = far;
          if (open != null) {
            open.close();
          }
          while (!holds.isEmpty()) {
            releaseOne();
          }
        });
  }
}
