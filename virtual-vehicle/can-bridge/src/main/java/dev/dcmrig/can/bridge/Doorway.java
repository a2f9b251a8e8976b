// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.BusException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** Where connections come in. */
final class Doorway implements AutoCloseable {
  private static final int BACKLOG = 16;
  private static final long PAUSE_NANOS = 10_000_000;

  private final ServerSocket server;
  private final Guest guest;
  private final Thread thread;

  /** Who takes a connection over, on the doorway's thread. */
  interface Guest {
    void came(Socket socket) throws IOException;
  }

  private Doorway(ServerSocket server, String name, Guest guest) {
    this.server = server;
    this.guest = guest;
    this.thread = new Thread(this::accept, name);
    thread.setDaemon(true);
  }

  /**
   * Opens a port; connections come in after {@link #start}.
   *
   * @throws BusException when the port can't be used
   */
  static Doorway at(InetSocketAddress address, String name, Guest guest) {
    try {
      return new Doorway(
          new ServerSocket(address.getPort(), BACKLOG, address.getAddress()), name, guest);
    } catch (IOException e) {
      throw new BusException(
          name + ": port " + address.getPort() + " can't be used: " + e.getMessage());
    }
  }

  void start() {
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      Socket socket = null;
      try {
        socket = server.accept();
        guest.came(socket);
      } catch (IOException | RuntimeException e) {
        // One that has gone again, no file left, or the end of this doorway.
        Addresses.close(socket);
        pause();
      }
    }
  }

  /** What keeps going wrong must not take a processor. */
  private static void pause() {
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  @Override
  public void close() {
    Addresses.close(server);
    Addresses.join(thread);
  }
}
