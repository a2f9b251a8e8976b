// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.network.wire.CountedDatagrams;
import dev.dcmrig.network.wire.CountedDatagrams.Between;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.sim.InFlight.Transport;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One UDP association (RFC 1928, 7): a socket towards the DCM, with the SOCKS header on each
 * datagram, and one that plays the DCM's fixed address towards the network.
 */
final class MediaRelay {
  private static final int HEADER_BYTES = 10;
  private static final int IPV4 = 1;
  private static final int DCM_RTP_PORT = 40_000;

  /** Other programs' ports that are looked up for one association. */
  private static final int MAX_STRANGERS = 256;

  private final Link link;
  private final NetworkMap map;
  private final String vehicle;
  private final String fixedAddress;
  private final String source;
  private final Supplier<Set<Long>> holders;
  private final Runnable strangers;
  private final Set<Integer> asked = new HashSet<>();
  private @Nullable Set<Long> owners;
  private boolean isGuessed;
  private boolean isBroken;
  private @Nullable CountedDatagrams near;
  private @Nullable CountedDatagrams far;
  private volatile int vehiclePort;
  private boolean closed;

  /**
   * @param declaredPort where the DCM says that it will send from; 0 when it does not say
   * @param holders the processes that hold the association's connection; none when unknown
   * @param strangers told of each datagram to the DCM's side that is not the DCM's, on the
   *     network's thread
   */
  MediaRelay(
      Link link,
      NetworkMap map,
      String vehicleAddress,
      int declaredPort,
      int number,
      Supplier<Set<Long>> holders,
      Runnable strangers) {
    this.link = link;
    this.map = map;
    this.vehicle = vehicleAddress;
    this.vehiclePort = declaredPort;
    this.holders = holders;
    this.strangers = strangers;
    this.fixedAddress = vehicleAddress + ":" + DCM_RTP_PORT;
    this.source = String.format("link/%05d/udp", number);
  }

  /**
   * On the network's thread; tells the port that the DCM is to send to, or -1.
   *
   * @param towardsDcm where the DCM's datagrams come in, and where they come from
   */
  void bind(Vertx vertx, Context context, Between towardsDcm, IntConsumer bound) {
    CountedDatagrams.bind(
        link.timeline(),
        vertx,
        context,
        towardsDcm,
        this::fromVehicle,
        strangers,
        nearSocket ->
            CountedDatagrams.bind(
                link.timeline(),
                vertx,
                context,
                this::fromNetwork,
                farSocket -> {
                  if (nearSocket == null || farSocket == null) {
                    closeUnused(nearSocket);
                    closeUnused(farSocket);
                    bound.accept(-1);
                    return;
                  }
                  near = nearSocket;
                  far = farSocket;
                  map.udp(fixedAddress, farSocket);
                  bound.accept(nearSocket.localPort());
                }));
  }

  private static void closeUnused(@Nullable CountedDatagrams socket) {
    if (socket != null) {
      socket.close(0);
    }
  }

  /**
   * Whether a datagram is the DCM's. Any process of the machine can send here. Where time is
   * virtual, the DCM counts what it sends, and nobody else can. In real time a DCM that declared no
   * port is the program that holds the association's connection ({@link SocketOwners}).
   */
  private boolean isOfVehicle(byte[] datagram, int realPort) {
    CountedDatagrams socket = near;
    if (socket == null) {
      return false;
    }
    if (vehiclePort != 0) {
      if (vehiclePort != realPort && isGuessed && problem(datagram) == null) {
        contested(realPort);
      }
      return vehiclePort == realPort;
    }
    if (link.timeline().isVirtual()) {
      return link.timeline().inFlight().isUnderWay(Transport.UDP, realPort, socket.localPort());
    }
    return problem(datagram) == null && isOfOwner(realPort);
  }

  /** Who holds the connection is looked up once; whose a port is, once for each port. */
  private boolean isOfOwner(int realPort) {
    Set<Long> known = owners;
    if (known == null) {
      known = holders.get();
      owners = known;
    }
    if (known.isEmpty()) {
      // It can't be told: the first is taken, and a second one ends the scenario as error.
      isGuessed = true;
      return true;
    }
    if (asked.contains(realPort)) {
      return false;
    }
    if (SocketOwners.areOfOneProgram(known, SocketOwners.ofUdp(realPort))) {
      return true;
    }
    asked.add(realPort);
    if (asked.size() > MAX_STRANGERS) {
      broken("more than " + MAX_STRANGERS + " ports that are not the DCM's send to it");
    }
    return false;
  }

  private void contested(int realPort) {
    broken(
        "the ports "
            + vehiclePort
            + " and "
            + realPort
            + " both send to it, and whose they are can't be told");
  }

  /** Whose voice is heard is not known: nothing that was heard may become a verdict. */
  private void broken(String why) {
    if (!isBroken) {
      isBroken = true;
      link.timeline()
          .post(
              source + "/up",
              () -> {
                throw new BenchBroken(
                    "the DCM's association for voice ("
                        + vehicle
                        + ") is in doubt: "
                        + why
                        + "; let the DCM name its port in UDP ASSOCIATE");
              });
    }
  }

  private void fromVehicle(byte[] datagram, int realPort) {
    if (!isOfVehicle(datagram, realPort)) {
      strangers.run();
      return;
    }
    vehiclePort = realPort;
    String problem = problem(datagram);
    if (problem != null) {
      link.timeline().post(source + "/up", () -> link.journal().malformed(vehicle, problem));
      return;
    }
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
  private static @Nullable String problem(byte[] datagram) {
    if (datagram.length < HEADER_BYTES) {
      return "a datagram of " + datagram.length + " bytes, without a whole header (RFC 1928 7)";
    }
    if (datagram[0] != 0 || datagram[1] != 0) {
      return "a datagram that does not begin with 00 00 (RFC 1928 7)";
    }
    if (datagram[2] != 0) {
      return "a fragment, FRAG " + (datagram[2] & 0xFF) + " (RFC 1928 7)";
    }
    return datagram[3] == IPV4
        ? null
        : "a datagram to address type " + (datagram[3] & 0xFF) + " (RFC 1928 7)";
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
