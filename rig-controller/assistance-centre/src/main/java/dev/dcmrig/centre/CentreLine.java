// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.Misbehaviour;
import dev.dcmrig.network.wire.CountedSocket;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sip.SipConnection;
import dev.dcmrig.sip.SipUserAgent;
import io.vertx.core.Context;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection that carries SIP to the centre. */
final class CentreLine implements SipConnection, CountedSocket.Listener {
  private static final byte[] ACK = "ACK ".getBytes(StandardCharsets.US_ASCII);

  private final Timeline timeline;
  private final NetworkMap map;
  private final SipUserAgent sip;
  private final Consumer<CentreLine> onClosed;
  private final int realPort;
  private final LineRules rules;
  private final RingBehaviour behaviour;
  private @Nullable CountedSocket socket;
  private boolean greeted;

  private CentreLine(
      Timeline timeline,
      NetworkMap map,
      SipUserAgent sip,
      Consumer<CentreLine> onClosed,
      PartnerNotes notes,
      RingBehaviour behaviour,
      int realPort) {
    this.timeline = timeline;
    this.map = map;
    this.sip = sip;
    this.onClosed = onClosed;
    this.realPort = realPort;
    this.behaviour = behaviour;
    this.rules = new LineRules(timeline, notes.about(map.vinBehind(realPort)));
  }

  /**
   * Takes an accepted connection.
   *
   * @param onClosed told on the timeline when it is gone
   */
  static void open(
      Timeline timeline,
      Context on,
      NetSocket socket,
      NetworkMap map,
      SipUserAgent sip,
      PartnerNotes notes,
      RingBehaviour behaviour,
      Consumer<CentreLine> onClosed) {
    CentreLine line =
        new CentreLine(
            timeline, map, sip, onClosed, notes, behaviour, socket.remoteAddress().port());
    line.socket = new CountedSocket(timeline, on, socket, "centre/line", line);
  }

  @Override
  public void read(byte[] bytes) {
    timeline.post("centre/" + map.flow(realPort), () -> received(bytes));
  }

  private void received(byte[] bytes) {
    if (!greeted) {
      greeted = true;
      sip.connected(this);
    }
    sip.received(this, bytes);
    rules.heard();
    timeline.changed();
  }

  @Override
  public void closed() {
    rules.closed();
    onClosed.accept(this);
    sip.closed(this);
    timeline.changed();
  }

  /** VIN of the vehicle that it comes from, empty when it is none's. */
  String vin() {
    return map.vinBehind(realPort);
  }

  /** What the connection is for. */
  LineRules rules() {
    return rules;
  }

  @Override
  public String name() {
    return localAddress() + ">" + map.flow(realPort);
  }

  @Override
  public String localAddress() {
    return NetworkMap.CENTRE_ADDRESS + ":5060";
  }

  @Override
  public void write(byte[] bytes) {
    CountedSocket open = socket;
    if (open != null && !isKeptBack(bytes)) {
      open.write(bytes);
    }
  }

  /** The centre places calls back only: each ACK of its is for one. */
  private boolean isKeptBack(byte[] message) {
    return behaviour.does(Misbehaviour.NEVER_CONFIRMS_A_CALL_BACK)
        && Arrays.equals(ACK, Arrays.copyOf(message, ACK.length));
  }

  @Override
  public void close() {
    CountedSocket open = socket;
    if (open != null) {
      open.close();
    }
  }
}
