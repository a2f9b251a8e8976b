// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/**
 * A connection of the link to the service's HTTP edge, over loopback. Whoever has a request writes
 * it; answers are read by a thread of the connection's own. Going by the network's thread would
 * wake one more thread each way, and virtual time waits for it.
 */
final class ServiceConnection implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;

  /** Told on the connection's thread. */
  interface Listener {
    void read(byte[] bytes);

    /** Nothing more comes; once. */
    void closed();
  }

  private final Socket socket;
  private final Listener listener;
  private volatile boolean open = true;

  private ServiceConnection(Socket socket, Listener listener) {
    this.socket = socket;
    this.listener = listener;
  }

  /**
   * Connects, and begins to read.
   *
   * @param name of the thread
   */
  static ServiceConnection open(int port, String name, Listener listener) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    ServiceConnection connection = new ServiceConnection(socket, listener);
    Thread reader = new Thread(connection::read, name + "/service");
    reader.setDaemon(true);
    reader.start();
    return connection;
  }

  boolean isOpen() {
    return open;
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  private void read() {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = socket.getInputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        listener.read(Arrays.copyOf(buffer, count));
      }
    } catch (IOException e) {
      // Reset, or closed by us: the end either way.
    } finally {
      open = false;
      listener.closed();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left to be saved.
    }
  }
}
