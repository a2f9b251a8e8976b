// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import io.vertx.core.net.NetSocket;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The handshakes at the proxy that are going on, and the SIMs that it knows. Strangers get no
 * further than here: they are counted, and change nothing. On the network's thread.
 */
final class Handshakes implements SocksHandshake.Listener {
  /** At one time; above, the oldest goes. A DCM's is over before the next loop of the thread. */
  private static final int MAX_OPEN = 1_024;

  private static final String PASSWORD = "sim";

  /** Told of a request of a DCM. */
  @FunctionalInterface
  interface Requests {
    void request(SocksHandshake handshake, String vehicle, int command, String host, int port);
  }

  /** The DCM's address by its SIM. */
  private final Map<String, String> sims = new ConcurrentHashMap<>();

  private final Set<SocksHandshake> open = new LinkedHashSet<>();
  private final AtomicInteger strangers = new AtomicInteger();
  private final Requests requests;
  private final BiConsumer<String, String> malformed;

  /**
   * @param malformed told of a DCM's address and what is wrong
   */
  Handshakes(Requests requests, BiConsumer<String, String> malformed) {
    this.requests = requests;
    this.malformed = malformed;
  }

  /** Makes a SIM known. Any thread. */
  void sim(String imsi, String address) {
    sims.put(imsi, address);
  }

  /** The address of a SIM; null for one that is not known. Any thread. */
  @Nullable String address(String imsi) {
    return sims.get(imsi);
  }

  /** How many strangers have come. Any thread. */
  int strangers() {
    return strangers.get();
  }

  /** Somebody came to an address that is not for him; on the network's thread. */
  void turnAway(NetSocket socket) {
    strangers.incrementAndGet();
    socket.close();
  }

  void accept(NetSocket socket) {
    if (open.size() == MAX_OPEN) {
      open.iterator().next().giveUp();
    }
    open.add(
        new SocksHandshake(
            socket, (name, password) -> sims.containsKey(name) && password.equals(PASSWORD), this));
  }

  private String vehicle(SocksHandshake handshake) {
    @Nullable String address = sims.get(handshake.user());
    return address == null ? "" : address;
  }

  @Override
  public void request(SocksHandshake handshake, int command, String host, int port) {
    open.remove(handshake);
    requests.request(handshake, vehicle(handshake), command, host, port);
  }

  @Override
  public void stranger(SocksHandshake handshake) {
    if (open.remove(handshake)) {
      strangers.incrementAndGet();
    }
  }

  @Override
  public void malformed(SocksHandshake handshake, String why) {
    open.remove(handshake);
    malformed.accept(vehicle(handshake), why);
  }
}
