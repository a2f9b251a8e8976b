// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.network.wire.CountedDatagrams;
import dev.dcmrig.network.wire.NetworkMap;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One UDP association (RFC 1928, 7): a socket towards the DCM, with the SOCKS header on each
 * datagram, and one that plays the DCM's fixed address towards the network.
 */
final class MediaRelay {
  private static final int HEADER_BYTES = 10;
  private static final int DCM_RTP_PORT = 40_000;

  private final Link link;
  private final NetworkMap map;
  private final String fixedAddress;
  private final String source;
  private @Nullable CountedDatagrams near;
  private @Nullable CountedDatagrams far;
  private volatile int vehiclePort;
  private boolean closed;

  MediaRelay(Link link, NetworkMap map, String vehicleAddress, int number) {
    this.link = link;
    this.map = map;
    this.fixedAddress = vehicleAddress + ":" + DCM_RTP_PORT;
    this.source = String.format("link/%05d/udp", number);
  }

  /** On the network's thread; tells the port that the DCM is to send to, or -1. */
  void bind(Vertx vertx, Context context, IntConsumer bound) {
    CountedDatagrams.bind(
        link.timeline(),
        vertx,
        context,
        this::fromVehicle,
        nearSocket ->
            CountedDatagrams.bind(
                link.timeline(),
                vertx,
                context,
                this::fromNetwork,
                farSocket -> {
                  if (nearSocket == null || farSocket == null) {
                    bound.accept(-1);
                    return;
                  }
                  near = nearSocket;
                  far = farSocket;
                  map.udp(fixedAddress, farSocket);
                  bound.accept(nearSocket.localPort());
                }));
  }

  private void fromVehicle(byte[] datagram, int realPort) {
    if (!hasHeader(datagram) || (vehiclePort != 0 && vehiclePort != realPort)) {
      return;
    }
    vehiclePort = realPort;
    String to =
        (datagram[4] & 0xFF)
            + "."
            + (datagram[5] & 0xFF)
            + "."
            + (datagram[6] & 0xFF)
            + "."
            + (datagram[7] & 0xFF)
            + ":"
            + ((datagram[8] & 0xFF) << 8 | (datagram[9] & 0xFF));
    byte[] payload = Arrays.copyOfRange(datagram, HEADER_BYTES, datagram.length);
    link.timeline()
        .post(
            source + "/up",
            () -> link.deliveries().datagram(fixedAddress, to, payload, () -> sendUp(to, payload)));
  }

  /** Whole datagrams to an IPv4 address only; fragments are dropped (RFC 1928 7). */
  private static boolean hasHeader(byte[] datagram) {
    return datagram.length >= HEADER_BYTES
        && datagram[0] == 0
        && datagram[1] == 0
        && datagram[2] == 0
        && datagram[3] == 1;
  }

  private void sendUp(String to, byte[] payload) {
    Integer port = map.realUdpPort(to);
    CountedDatagrams socket = far;
    if (port != null && socket != null && !closed) {
      socket.send(port, payload);
    }
  }

  private void fromNetwork(byte[] payload, int realPort) {
    if (!map.isOwnUdp(realPort)) {
      return;
    }
    String from = map.flow(realPort);
    link.timeline()
        .post(
            source + "/down",
            () ->
                link.deliveries()
                    .datagram(from, fixedAddress, payload, () -> sendDown(from, payload)));
  }

  private void sendDown(String from, byte[] payload) {
    CountedDatagrams socket = near;
    if (socket == null || closed || vehiclePort == 0) {
      return;
    }
    byte[] datagram = new byte[HEADER_BYTES + payload.length];
    datagram[3] = 1;
    int colon = from.lastIndexOf(':');
    String[] octets = from.substring(0, colon).split("\\.");
    for (int index = 0; index < octets.length; index++) {
      datagram[4 + index] = (byte) Integer.parseInt(octets[index]);
    }
    int port = Integer.parseInt(from.substring(colon + 1));
    datagram[8] = (byte) (port >> 8);
    datagram[9] = (byte) port;
    System.arraycopy(payload, 0, datagram, HEADER_BYTES, payload.length);
    socket.send(vehiclePort, datagram);
  }

  /** The association is over; on the timeline's thread. */
  void close() {
    closed = true;
    map.forgetUdp(fixedAddress);
    CountedDatagrams nearSocket = near;
    if (nearSocket != null) {
      nearSocket.close(vehiclePort);
    }
    CountedDatagrams farSocket = far;
    if (farSocket != null) {
      farSocket.close(0);
    }
  }
}
