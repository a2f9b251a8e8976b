// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  /** Accepted connections that wait to be told apart; above, the oldest goes. */
  private static final int MAX_UNDECIDED = 4_096;

  private final Set<Integer> ports = new HashSet<>();
  private final Map<Integer, Undecided> undecided = new LinkedHashMap<>();
  private final AtomicInteger strangers = new AtomicInteger();
  private int expected;
  private boolean everyone;

  private record Undecided(NetSocket socket, Consumer<NetSocket> known) {}

  /** Somebody else's programs may connect: for a test in which the peer is one. */
  public void letEveryoneIn() {
    everyone = true;
  }

  /** A connection of our own is about to be made. */
  public void expect() {
    expected++;
  }

  /**
   * It is there, or has failed.
   *
   * @param localPort of its connecting end; 0 when it has failed
   */
  public void came(int localPort) {
    expected--;
    Undecided waiting = undecided.remove(localPort);
    if (waiting != null) {
      letIn(waiting.socket, waiting.known);
    } else if (localPort != 0) {
      ports.add(localPort);
    }
    if (expected == 0) {
      List<Undecided> rest = List.copyOf(undecided.values());
      undecided.clear();
      rest.forEach(each -> refuse(each.socket));
    }
  }

  /**
   * A connection was accepted.
   *
   * @param known is given the socket, at once or later, if it is one of ours
   */
  public void accept(NetSocket socket, Consumer<NetSocket> known) {
    quiet(socket);
    int port = socket.remoteAddress().port();
    if (everyone || ports.remove(port)) {
      known.accept(socket);
    } else if (expected == 0) {
      refuse(socket);
    } else {
      socket.pause();
      undecided.put(port, new Undecided(socket, known));
      if (undecided.size() > MAX_UNDECIDED) {
        Iterator<Undecided> oldest = undecided.values().iterator();
        refuse(oldest.next().socket);
        oldest.remove();
      }
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
