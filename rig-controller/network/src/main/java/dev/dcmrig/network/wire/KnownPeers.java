// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import io.vertx.core.net.NetSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Lets only connections of the rig's own into a loopback port. Any process of the machine can
 * connect there; whoever is not expected is cut off before a byte of it is read, counted, and
 * changes nothing: no bytes of it are ever under way.
 *
 * <p>Both ends are on one Vert.x context. The connecting end says {@link #expect} before, and which
 * local port it has got after. An accepted connection waits for that, if one is expected.
 */
public final class KnownPeers {
  /** Accepted connections that wait to be told apart; above, the newest goes. */
  private static final int MAX_UNDECIDED = 4_096;

  /** Of our own ends that have not been accepted, by local port. */
  private final Map<Integer, Own> ports = new HashMap<>();

  private final Map<Integer, Undecided> undecided = new LinkedHashMap<>();
  private final AtomicInteger strangers = new AtomicInteger();
  private int expected;
  private int tickets;
  private boolean everyone;

  /** An end that is open for as long as {@code closedAfter}, a ticket, is 0. */
  private record Own(int ticket, int closedAfter) {}

  private record Undecided(NetSocket socket, Consumer<NetSocket> known) {}

  /** Somebody else's programs may connect: for a test in which the peer is one. */
  public void letEveryoneIn() {
    everyone = true;
  }

  /**
   * A connection of our own is about to be made.
   *
   * @return its ticket, for {@link #came} and {@link #gone}; 1 or more
   */
  public int expect() {
    expected++;
    return ++tickets;
  }

  /**
   * It is there, or has failed.
   *
   * @param localPort of its connecting end; 0 when it has failed
   */
  public void came(int ticket, int localPort) {
    expected--;
    Undecided waiting = undecided.remove(localPort);
    if (waiting != null) {
      accepted(ticket);
      letIn(waiting.socket, waiting.known);
    } else if (localPort != 0) {
      ports.put(localPort, new Own(ticket, 0));
    }
    if (expected == 0) {
      List<Undecided> rest = List.copyOf(undecided.values());
      undecided.clear();
      rest.forEach(each -> refuse(each.socket));
    }
  }

  /**
   * Its connecting end closes; to be told before the port can be somebody else's. It may still be
   * accepted, since a port accepts in the order of connecting: a later one of ours shows that it
   * never will be.
   */
  public void gone(int ticket, int localPort) {
    Own own = ports.get(localPort);
    if (own != null && own.ticket == ticket) {
      ports.put(localPort, new Own(ticket, tickets));
    }
  }

  /** Forgets what was closed before this one was begun. */
  private void accepted(int ticket) {
    ports.values().removeIf(own -> own.closedAfter != 0 && own.closedAfter < ticket);
  }

  /**
   * A connection was accepted.
   *
   * @param known is given the socket, at once or later, if it is one of ours
   */
  public void accept(NetSocket socket, Consumer<NetSocket> known) {
    quiet(socket);
    int port = socket.remoteAddress().port();
    Own own = ports.remove(port);
    if (own != null) {
      accepted(own.ticket);
    }
    if (everyone || own != null) {
      known.accept(socket);
    } else if (expected == 0 || undecided.size() == MAX_UNDECIDED) {
      refuse(socket);
    } else {
      socket.pause();
      undecided.put(port, new Undecided(socket, known));
    }
  }

  private static void letIn(NetSocket socket, Consumer<NetSocket> known) {
    known.accept(socket);
    socket.resume();
  }

  private void refuse(NetSocket socket) {
    strangers.incrementAndGet();
    socket.close();
  }

  /** A broken connection of a stranger is nothing to tell anybody of. */
  static void quiet(NetSocket socket) {
    socket.exceptionHandler(ignored -> {});
  }

  /** How many strangers have come. Any thread. */
  public int strangers() {
    return strangers.get();
  }
}
