// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.evidence.network.MqttPacket;
import dev.dcmrig.network.broker.Broker;
import dev.dcmrig.network.broker.MqttBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * MQTT inside of a DCM's TLS connection: packets go on to the broker, with the name of the
 * certificate; what the broker says comes back, or what a fault makes of it.
 */
final class MqttLeg implements TlsLeg.Inside {
  /** A message out of order waits for the next one, but no longer than this: 5 s. */
  private static final long HELD_BACK_NANOS = 5_000_000_000L;

  /** Longest packet of a DCM, and with it what is kept of one that is not whole. */
  private static final int MAX_PACKET_BYTES = 64 * 1024;

  private final Link link;
  private final TlsLeg tls;
  private byte[] pending = {};
  private String commonName = "";
  private byte @Nullable [] lastPublish;
  private byte @Nullable [] heldBack;
  private Broker.@Nullable Connection broker;
  private boolean said;
  private boolean gone;

  /** What this session meets; null when it is well, and before its CONNECT. */
  private @Nullable Fault session;

  private final MqttConduct conduct;

  MqttLeg(Link link, TlsLeg tls) {
    this.link = link;
    this.tls = tls;
    this.conduct =
        new MqttConduct(
            link.timeline(), why -> link.journal().malformed(tls.flow(), "mqtt.wrong", why));
  }

  @Override
  public void opened(String name) {
    commonName = name;
    broker = link.orders().connect(name, new Told());
  }

  @Override
  public void received(byte[] plain) {
    int before = pending.length;
    pending = Arrays.copyOf(pending, before + plain.length);
    System.arraycopy(plain, 0, pending, before, plain.length);
    int length = MqttPacket.length(pending, 0);
    while (length > 0 && length <= pending.length && length <= MAX_PACKET_BYTES && !gone) {
      byte[] packet = Arrays.copyOf(pending, length);
      pending = Arrays.copyOfRange(pending, length, pending.length);
      fromVehicle(packet);
      length = MqttPacket.length(pending, 0);
    }
    if (!gone && (length > MAX_PACKET_BYTES || pending.length > MAX_PACKET_BYTES)) {
      link.journal()
          .malformed(tls.flow(), "mqtt.malformed", "more than " + MAX_PACKET_BYTES + " bytes");
      link.flows().resetAfterDelivery(tls.flow());
    }
  }

  private void fromVehicle(byte[] packet) {
    link.deliveries().cameUp(tls.flow(), packet);
    conduct.up(packet);
    if (BrokerFaults.isConnect(packet)) {
      session = link.faults().onSession();
      BrokerFaults.atConnect(session, commonName).forEach(said -> tls.send(said, said));
      if (session == Fault.BROKER_REFUSES) {
        tls.finish();
      }
    }
    Broker.Connection to = broker;
    if (to != null && !said && !BrokerFaults.isDeaf(session)) {
      // 3.14.4-2: nothing follows a DISCONNECT.
      said = MqttBytes.isDisconnect(packet);
      to.send(packet);
    }
  }

  /** Virtual time stands until the broker has said all that it has to say to this DCM. */
  void barrier() {
    Broker.Connection to = broker;
    if (!gone && to != null) {
      to.whenQuiet(() -> {});
    }
  }

  private void post(Runnable task) {
    link.timeline().post(tls.flow().source() + "/down", task);
  }

  /** Told by the broker, on any thread. */
  private final class Told implements Broker.Client {
    @Override
    public void packet(byte[] packet) {
      post(() -> toVehicle(packet));
    }

    @Override
    public void refused(String why) {
      link.journal().malformed(tls.flow(), "mqtt.malformed", why);
    }

    @Override
    public void closed() {
      post(MqttLeg.this::closedByBroker);
    }
  }

  // On the timeline's thread.

  private void closedByBroker() {
    if (!gone && !said) {
      tls.finish();
    }
  }

  private void toVehicle(byte[] packet) {
    if (!MqttBytes.isPublish(packet)) {
      BrokerFaults.inPlaceOf(packet, session).forEach(said -> tls.send(said, said));
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
    conduct.down(packet);
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
          duplicate[0] |= MqttBytes.DUPLICATE;
          conduct.down(duplicate);
          tls.send(duplicate, duplicate);
        }
      }
      case MQTT_TAKEN_OVER -> link.orders().takeOver(commonName, tls.flow().vehicle);
      default -> {
        // No fault of a broker.
      }
    }
  }

  @Override
  public void closed() {
    gone = true;
    conduct.close();
    Broker.Connection to = broker;
    if (to != null) {
      to.close();
    }
  }
}
