// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.BusException;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.sim.Timeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets others join a bus of this process over a network. In real time. Over TCP each of up to 16
 * others is a node of the bus; over UDP it is the one who has sent last.
 */
public final class BusShare implements AutoCloseable {
  private static final int MAX_OTHERS = 16;
  private static final String TOO_MANY = "< error too many clients >";

  /** Who says nothing for as long keeps nobody else out. */
  private static final long GREETING_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final CanBus bus;
  private final Timeline timeline;
  private final List<Junction> junctions = new CopyOnWriteArrayList<>();
  private final List<SocketcandSession> sessions = new CopyOnWriteArrayList<>();
  private String uri = "";
  private @Nullable Doorway doorway;
  private @Nullable UdpWire udp;
  private BusHealth gone = BusHealth.WHOLE;
  private boolean closed;

  private BusShare(CanBus bus, Timeline timeline) {
    if (timeline.isVirtual()) {
      throw new IllegalArgumentException(
          bus.uri() + " is on virtual time: nobody outside could keep up with it");
    }
    this.bus = bus;
    this.timeline = timeline;
  }

  /**
   * By cannelloni over UDP, with who has sent last.
   *
   * @param at an address of this machine; port 0 is any
   * @throws BusException when it can't be used
   */
  public static BusShare cannelloni(CanBus bus, Timeline timeline, InetSocketAddress at) {
    return cannelloni(bus, timeline, at, false, from -> true);
  }

  /**
   * By cannelloni over UDP, with who has sent first; a datagram from anybody else is malformed.
   *
   * @param at an address of this machine; port 0 is any
   * @throws BusException when it can't be used
   */
  public static BusShare cannelloniForOne(CanBus bus, Timeline timeline, InetSocketAddress at) {
    return cannelloniForOne(bus, timeline, at, from -> true);
  }

  /**
   * As above, with who has sent first of those that may.
   *
   * @param admits whether datagrams from an address are taken; others change nothing. Asked on the
   *     reading thread, which may be kept waiting: what comes meanwhile is kept
   */
  public static BusShare cannelloniForOne(
      CanBus bus, Timeline timeline, InetSocketAddress at, Predicate<InetAddress> admits) {
    return cannelloni(bus, timeline, at, true, admits);
  }

  private static BusShare cannelloni(
      CanBus bus,
      Timeline timeline,
      InetSocketAddress at,
      boolean keepsFirst,
      Predicate<InetAddress> admits) {
    BusShare share = new BusShare(bus, timeline);
    UdpWire wire = UdpWire.listening(at, keepsFirst, admits, timeline);
    share.uri = wire.uri();
    share.udp = wire;
    Junction junction = new Junction(bus, wire, timeline, () -> {});
    share.junctions.add(junction);
    wire.start(junction);
    return share;
  }

  /**
   * Over UDP: waits until somebody has sent a datagram.
   *
   * @return false when nobody has in that time
   */
  public boolean awaitOther(Duration bound) {
    UdpWire wire = udp;
    try {
      return wire == null || wire.awaitPeer(bound.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Over UDP: what was the first datagram that could not be used; empty: there was none. */
  public String firstProblem() {
    UdpWire wire = udp;
    return wire == null ? "" : wire.firstProblem();
  }

  /**
   * By cannelloni over TCP.
   *
   * @param at an address of this machine; port 0 is any
   * @throws BusException when it can't be used
   */
  public static BusShare cannelloniTcp(CanBus bus, Timeline timeline, InetSocketAddress at) {
    BusShare share = new BusShare(bus, timeline);
    return share.open(at, "cannelloni-tcp:", "", share::joined);
  }

  /**
   * By socketcand: modes BCM and RAW, classic data frames. What has no word there stays away.
   *
   * @param at an address of this machine; port 0 is any
   * @param name what clients open, {@code can0}
   * @throws BusException when it can't be used
   */
  public static BusShare socketcand(
      CanBus bus, Timeline timeline, InetSocketAddress at, String name) {
    BusShare share = new BusShare(bus, timeline);
    return share.open(
        at,
        "socketcand:",
        ":" + name,
        socket -> {
          SocketcandSession session =
              new SocketcandSession(share.bus, share.timeline, socket, name, share::left);
          share.sessions.add(session);
          session.begin();
        });
  }

  private BusShare open(InetSocketAddress at, String scheme, String suffix, Doorway.Guest guest) {
    Doorway door =
        Doorway.at(
            at,
            scheme + Addresses.text(at),
            socket -> {
              if (junctions.size() + sessions.size() >= MAX_OTHERS) {
                socket.getOutputStream().write(TOO_MANY.getBytes(StandardCharsets.US_ASCII));
                throw new IOException(TOO_MANY);
              }
              guest.came(socket);
            });
    doorway = door;
    uri = scheme + at.getAddress().getHostAddress() + ":" + door.port() + suffix;
    door.start();
    return this;
  }

  private void joined(Socket socket) throws IOException {
    StreamWire wire = StreamWire.from(socket, uri + "/" + socket.getPort(), new CannelloniStream());
    timeline.post(
        uri,
        () -> {
          if (isClosed()) {
            wire.close();
            return;
          }
          Junction junction;
          Junction[] itself = new Junction[1];
          try {
            junction = new Junction(bus, wire, timeline, () -> left(itself[0]));
          } catch (BusException e) {
            // The bus takes no node more: this one is refused, the others go on.
            wire.close();
            return;
          }
          itself[0] = junction;
          junctions.add(junction);
          wire.begin(junction);
          timeline.after(
              GREETING_NANOS,
              () -> {
                if (!wire.isReady()) {
                  left(junction);
                }
              });
        });
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void left(Junction junction) {
    if (junctions.remove(junction)) {
      junction.close();
      add(junction.health());
    }
  }

  private void left(SocketcandSession session) {
    if (sessions.remove(session)) {
      session.close();
      add(session.health());
    }
  }

  private synchronized void add(BusHealth health) {
    gone = sum(gone, health);
  }

  /** The address by which others join: {@code cannelloni:127.0.0.1:20000}. */
  public String uri() {
    return uri;
  }

  /** What was lost between the bus and the others. Any thread. */
  public BusHealth health() {
    BusHealth sum;
    synchronized (this) {
      sum = gone;
    }
    for (Junction junction : junctions) {
      sum = sum(sum, junction.health());
    }
    for (SocketcandSession session : sessions) {
      sum = sum(sum, session.health());
    }
    return sum;
  }

  private static BusHealth sum(BusHealth a, BusHealth b) {
    return new BusHealth(
        a.droppedByKernel() + b.droppedByKernel(),
        a.droppedByController() + b.droppedByController(),
        a.overrun() + b.overrun(),
        a.malformed() + b.malformed(),
        a.unsent() + b.unsent(),
        a.lostOnTheWay() + b.lostOnTheWay(),
        a.outOfOrder() + b.outOfOrder());
  }

  /** On the timeline's thread, or after its end. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    Doorway door = doorway;
    if (door != null) {
      door.close();
    }
    for (Junction junction : junctions) {
      left(junction);
    }
    for (SocketcandSession session : sessions) {
      left(session);
    }
  }
}
