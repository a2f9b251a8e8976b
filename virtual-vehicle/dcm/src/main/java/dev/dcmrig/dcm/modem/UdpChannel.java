// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.modem;

import dev.dcmrig.sim.InFlight.Transport;
import dev.dcmrig.sim.Timeline;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * Datagrams through the proxy (RFC 1928, 7). Each carries a header with the far address:
 *
 * <pre>
 *   RSV 00 00   FRAG 00   ATYP 01   IPv4 address (4)   port (2)   data
 * </pre>
 */
public final class UdpChannel {
  private static final int HEADER_BYTES = 10;
  private static final int MAX_DATAGRAM_BYTES = 2048;

  /** Told of what arrives, on the timeline's thread. */
  @FunctionalInterface
  public interface Listener {
    void received(byte[] datagram);
  }

  private final Timeline timeline;
  private final String source;
  private final TcpChannel control;
  private final DatagramSocket socket;
  private final Listener listener;
  private final int relayPort;
  private final int localPort;
  private volatile boolean closed;

  /**
   * Of the association.
   *
   * @param here the address that the modem has reached the proxy from
   * @param relay beside the proxy, at the port that it has named
   */
  record Ends(InetAddress here, InetSocketAddress relay) {}

  UdpChannel(Timeline timeline, String source, TcpChannel control, Ends ends, Listener listener)
      throws IOException {
    this.timeline = timeline;
    this.source = source + "/udp";
    this.control = control;
    this.listener = listener;
    this.relayPort = ends.relay().getPort();
    this.socket = new DatagramSocket(new InetSocketAddress(ends.here(), 0));
    socket.connect(ends.relay());
    this.localPort = socket.getLocalPort();
    Thread reader = new Thread(this::read, this.source);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * @param address dotted IPv4 address on the vehicle's network
   */
  public void send(String address, int port, byte[] payload) {
    if (closed) {
      return;
    }
    byte[] datagram = new byte[HEADER_BYTES + payload.length];
    datagram[3] = 1;
    String[] octets = address.split("\\.");
    for (int index = 0; index < 4; index++) {
      datagram[4 + index] = (byte) Integer.parseInt(octets[index]);
    }
    datagram[8] = (byte) (port >> 8);
    datagram[9] = (byte) port;
    System.arraycopy(payload, 0, datagram, HEADER_BYTES, payload.length);
    timeline.inFlight().handedOver(Transport.UDP, localPort, relayPort, 1);
    try {
      socket.send(new DatagramPacket(datagram, datagram.length));
    } catch (IOException e) {
      timeline.inFlight().abandoned(Transport.UDP, localPort, relayPort);
    }
  }

  public void close() {
    if (!closed) {
      closed = true;
      control.close();
      socket.close();
      timeline.inFlight().abandoned(Transport.UDP, relayPort, localPort);
    }
  }

  private void read() {
    byte[] buffer = new byte[MAX_DATAGRAM_BYTES];
    while (!closed) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
      } catch (IOException e) {
        break;
      }
      int length = packet.getLength();
      if (length >= HEADER_BYTES) {
        byte[] payload = Arrays.copyOfRange(buffer, HEADER_BYTES, length);
        timeline.post(source, () -> deliver(payload));
      }
      timeline.inFlight().consumed(Transport.UDP, relayPort, localPort, 1);
    }
    timeline.inFlight().abandoned(Transport.UDP, relayPort, localPort);
  }

  private void deliver(byte[] payload) {
    if (!closed) {
      listener.received(payload);
    }
  }
}
