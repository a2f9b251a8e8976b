// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is let in, and who is not. */
class KnownPeersTest {
  private static final int OWN = 60_000;

  private final KnownPeers peers = new KnownPeers();
  private final List<Integer> letIn = new ArrayList<>();
  private final List<Integer> closed = new ArrayList<>();

  private void accept(int port) {
    NetSocket socket =
        (NetSocket)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {NetSocket.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "remoteAddress" -> SocketAddress.inetSocketAddress(port, "127.0.0.1");
                      case "close" -> {
                        closed.add(port);
                        yield null;
                      }
                      default -> method.getReturnType().isInstance(proxy) ? proxy : null;
                    });
    peers.accept(socket, ignored -> letIn.add(port));
  }

  @Test
  void ourConnectionIsLetInThoughACrowdCameAfterIt() {
    int ticket = peers.expect();
    accept(OWN);
    for (int port = 1; port <= 5_000; port++) {
      accept(port);
    }

    peers.came(ticket, OWN);

    assertEquals(List.of(OWN), letIn);
    assertEquals(5_000, peers.strangers());
    assertEquals(5_000, closed.size());
  }

  @Test
  void anEndThatClosedAtOnceIsStillAcceptedAndOnlyOnce() {
    int ticket = peers.expect();
    peers.came(ticket, OWN);
    peers.gone(ticket, OWN);

    accept(OWN);
    accept(OWN);

    assertEquals(List.of(OWN), letIn);
    assertEquals(List.of(OWN), closed);
  }

  @Test
  void thePortOfAnEndThatWasNeverAcceptedLetsNoStrangerInLater() {
    int ticket = peers.expect();
    peers.came(ticket, OWN);
    peers.gone(ticket, OWN);
    int later = peers.expect();
    peers.came(later, OWN + 1);
    accept(OWN + 1);

    accept(OWN);

    assertEquals(List.of(OWN + 1), letIn);
    assertEquals(1, peers.strangers());
  }
}
