// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.RadioLink.ProxyAnswer;
import dev.dcmrig.api.RadioLink.ProxyRequest;
import dev.dcmrig.network.link.Flow.Service;
import dev.dcmrig.network.wire.CountedDatagrams.Between;
import dev.dcmrig.network.wire.CountedSocket;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.sim.Timeline;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of the link: the proxy that modems connect to, and the ways on. Lives on one Vert.x
 * context; what it learns it posts to the timeline.
 */
final class LinkNetwork {
  private static final String LOOPBACK = "127.0.0.1";

  /** A day: nothing is decided by this clock, but by the kernel's refusal. */
  private static final int NEVER_MILLIS = 86_400_000;

  private final Link link;
  private final Timeline timeline;
  private final NetworkMap map;
  private final int telematicsPort;
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger datagramsOfStrangers = new AtomicInteger();

  private final Handshakes handshakes = new Handshakes(this::requested, this::malformed);

  /** For guests from outside of this machine's loopback. */
  private final List<NetServer> doors = new CopyOnWriteArrayList<>();

  private final Vertx vertx;
  private final Context context;
  private final NetClient client;
  private final NetServer server;
  private final int centrePort;

  LinkNetwork(
      Link link, NetworkMap map, Vertx vertx, Context context, int centrePort, int telematicsPort) {
    this.link = link;
    this.timeline = link.timeline();
    this.map = map;
    this.vertx = vertx;
    this.context = context;
    this.centrePort = centrePort;
    this.telematicsPort = telematicsPort;
    this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(NEVER_MILLIS));
    this.server = vertx.createNetServer();
    server.connectHandler(handshakes::accept);
    // What can't be accepted, for want of descriptors, is a stranger's fault; ours meets patience.
    server.exceptionHandler(ignored -> {});
  }

  Future<?> listen() {
    return server.listen(0, LOOPBACK);
  }

  int port() {
    return server.actualPort();
  }

  /**
   * Opens the proxy at one more address, for one guest: others are strangers there.
   *
   * @param guest who is served; may be known later than he comes
   * @return its port
   */
  Future<Integer> listen(InetAddress here, CompletionStage<InetAddress> guest) {
    Promise<Integer> port = Promise.promise();
    context.runOnContext(
        ignored -> {
          NetServer door = vertx.createNetServer();
          doors.add(door);
          door.exceptionHandler(refused -> {});
          door.connectHandler(
              socket -> {
                socket.pause();
                guest.whenComplete(
                    (known, failed) -> context.runOnContext(later -> meet(socket, known)));
              });
          door.listen(0, here.getHostAddress()).map(NetServer::actualPort).onComplete(port);
        });
    return port.future();
  }

  private void meet(NetSocket socket, @Nullable InetAddress guest) {
    if (guest != null && guest.getHostAddress().equals(socket.remoteAddress().hostAddress())) {
      handshakes.accept(socket);
      socket.resume();
    } else {
      handshakes.turnAway(socket);
    }
  }

  void sim(String imsi, String address) {
    handshakes.sim(imsi, address);
  }

  int telematicsPort() {
    return telematicsPort;
  }

  private void malformed(String vehicle, String why) {
    timeline.post("link/socks", () -> link.journal().malformed(vehicle, why));
  }

  private @Nullable Service served(String host, int port) {
    Service service = Flow.Service.of(host, port);
    return service != null && link.isServed(service) ? service : null;
  }

  /** The same answer as at the proxy, for a modem on the timeline's thread. */
  boolean reaches(String imsi, String host, int port) {
    Service service = served(host, port);
    String vehicle = handshakes.address(imsi);
    if (service == null || vehicle == null || link.reception().isCovered()) {
      return true;
    }
    refused(new Flow(link, numbers.incrementAndGet(), service, vehicle));
    return false;
  }

  private void refused(Flow flow) {
    timeline.post(flow.source() + "/connect", () -> link.flows().asked(flow, false));
  }

  private void requested(
      SocksHandshake handshake, String vehicle, int command, String host, int toPort) {
    if (command == SocksHandshake.UDP_ASSOCIATE) {
      associate(handshake, vehicle, toPort);
      return;
    }
    Service service = served(host, toPort);
    if (command != SocksHandshake.CONNECT || service == null) {
      handshake.reply(
          service == null ? SocksHandshake.HOST_UNREACHABLE : SocksHandshake.COMMAND_NOT_SUPPORTED,
          0);
      return;
    }
    Flow flow = new Flow(link, numbers.incrementAndGet(), service, vehicle);
    if (!link.reception().isCovered()) {
      refused(flow);
      handshake.reply(SocksHandshake.NETWORK_UNREACHABLE, 0);
      return;
    }
    ProxyAnswer odd = link.proxyAnswers().next(ProxyAnswers.of(service));
    if (odd != null && !odd.grants()) {
      refused(flow);
      handshake.refuseWith(odd);
      return;
    }
    handshake.form(odd);
    Fault fault = service.isRelayed() ? null : link.faults().onConnect(service);
    if (fault == Fault.NAME_NOT_FOUND) {
      refused(flow);
      handshake.reply(SocksHandshake.HOST_UNREACHABLE, 0);
      return;
    }
    timeline.post(flow.source() + "/connect", () -> link.flows().asked(flow, true));
    if (service.isRelayed()) {
      connect(handshake, flow);
    } else {
      // The DCM's side first: the far side may have something to say at once.
      flow.open(near(handshake.socket(), flow));
      timeline.post(flow.source() + "/connect", () -> link.farSides().open(flow, fault));
      handshake.reply(SocksHandshake.SUCCEEDED, 0);
    }
  }

  private CountedSocket near(NetSocket socket, Flow flow) {
    return new CountedSocket(
        timeline, context, socket, flow.source() + "/up", flow.vehicleListener());
  }

  private void connect(SocksHandshake handshake, Flow flow) {
    NetSocket near = handshake.socket();
    near.pause();
    int ticket = map.centrePeers().expect();
    client
        .connect(centrePort, LOOPBACK)
        .onFailure(cause -> map.centrePeers().came(ticket, 0))
        .onSuccess(
            far -> {
              map.centrePeers().came(ticket, far.localAddress().port());
              map.flow(far.localAddress().port(), flow.source() + ">" + flow.address, flow.vehicle);
              flow.open(near(near, flow));
              flow.farSide(new CountedSide(far, flow, ticket));
              near.resume();
              handshake.reply(SocksHandshake.SUCCEEDED, 0);
            })
        .onFailure(
            cause ->
                broken("the centre can't be reached: " + cause.getMessage(), cause, handshake));
  }

  /** What stands behind the link is ours: the bench is broken, and no lack of coverage is shown. */
  private void broken(String why, Throwable cause, SocksHandshake handshake) {
    timeline.post(
        "link",
        () -> {
          throw new BenchBroken(why, cause);
        });
    handshake.reply(SocksHandshake.GENERAL_FAILURE, 0);
  }

  private void associate(SocksHandshake handshake, String vehicle, int declaredPort) {
    if (!link.reception().isCovered()) {
      handshake.reply(SocksHandshake.NETWORK_UNREACHABLE, 0);
      return;
    }
    ProxyAnswer odd = link.proxyAnswers().next(ProxyRequest.VOICE);
    if (odd != null && !odd.grants()) {
      handshake.refuseWith(odd);
      return;
    }
    handshake.form(odd);
    int number = numbers.incrementAndGet();
    MediaRelay relay =
        new MediaRelay(
            link,
            map,
            vehicle,
            declaredPort,
            number,
            () -> holders(handshake.socket()),
            datagramsOfStrangers::incrementAndGet);
    Between towardsDcm =
        new Between(
            handshake.socket().localAddress().hostAddress(),
            handshake.socket().remoteAddress().hostAddress());
    relay.bind(
        vertx,
        context,
        towardsDcm,
        boundPort -> {
          if (boundPort < 0) {
            String why = "no socket for datagrams can be bound on " + towardsDcm.here();
            broken(why, new IOException(why), handshake);
            return;
          }
          timeline.post(
              String.format("link/%05d/associate", number), () -> link.flows().opened(relay));
          new CountedSocket(
              timeline,
              context,
              handshake.socket(),
              String.format("link/%05d/control", number),
              new CountedSocket.Listener() {
                @Override
                public void read(byte[] bytes) {}

                @Override
                public void closed() {
                  link.flows().closed(relay);
                }
              });
          handshake.reply(SocksHandshake.SUCCEEDED, boundPort);
        });
  }

  /** The programs of a container, or of another machine, are not to be seen from here. */
  private static Set<Long> holders(NetSocket connection) {
    return connection.localAddress().hostAddress().equals(LOOPBACK)
        ? SocketOwners.ofConnection(
            connection.remoteAddress().port(), connection.localAddress().port())
        : Set.of();
  }

  /** Towards the centre, which counts what it reads. */
  private final class CountedSide implements Flow.ServiceSide {
    private final CountedSocket socket;
    private final int ticket;
    private final int localPort;

    CountedSide(NetSocket far, Flow flow, int ticket) {
      this.ticket = ticket;
      localPort = far.localAddress().port();
      socket =
          new CountedSocket(
              timeline,
              context,
              far,
              flow.source() + "/down",
              new CountedSocket.Listener() {
                @Override
                public void read(byte[] bytes) {
                  flow.readFromService(bytes);
                }

                @Override
                public void closed() {
                  gone();
                  link.flows().closedByAnEnd(flow);
                }
              });
    }

    private void gone() {
      context.runOnContext(ignored -> map.centrePeers().gone(ticket, localPort));
    }

    @Override
    public void write(byte[] bytes) {
      socket.write(bytes);
    }

    @Override
    public void close() {
      gone();
      socket.close();
    }
  }

  /** Connections that no DCM has made. */
  int strangers() {
    return handshakes.strangers() + map.centrePeers().strangers();
  }

  /** Datagrams that came to an association and are nobody's here. */
  int datagramsOfStrangers() {
    return datagramsOfStrangers.get();
  }

  /** Closes the sockets that stand for themselves. */
  void close() {
    server.close();
    doors.forEach(NetServer::close);
    client.close();
  }
}
