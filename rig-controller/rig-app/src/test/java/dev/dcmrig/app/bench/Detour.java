// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A SOCKS5 proxy (RFC 1928) before the radio link: connections to one name end at a loopback port,
 * all else goes on to the link. Threads and plain sockets; for tests.
 */
final class Detour implements AutoCloseable {
  private static final int CONNECT = 1;
  private static final int BY_NAME = 3;

  private final String name;
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger taken = new AtomicInteger();
  private volatile int target;
  private volatile String proxyHost = "";
  private volatile int proxyPort;

  Detour(String name) throws IOException {
    this.name = name;
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void to(int port) {
    target = port;
  }

  void behind(String host, int port) {
    proxyHost = host;
    proxyPort = port;
  }

  /** Connections to the name. */
  int taken() {
    return taken.get();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "detour");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        open.add(client);
        start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed at the end of the test.
    }
  }

  private void serve(Socket client) {
    try {
      DataInputStream in = new DataInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      byte[] methods = prefixed(in, 1);
      out.write(new byte[] {5, 2});
      in.readByte();
      byte[] user = prefixed(in, 0);
      byte[] password = prefixed(in, 0);
      out.write(new byte[] {1, 0});
      byte[] head = in.readNBytes(4);
      byte[] host = head[3] == BY_NAME ? prefixed(in, 0) : in.readNBytes(head[3] == 1 ? 4 : 16);
      byte[] port = in.readNBytes(2);
      Socket onward;
      if (head[1] == CONNECT
          && head[3] == BY_NAME
          && new String(host, StandardCharsets.US_ASCII).equals(name)) {
        taken.incrementAndGet();
        onward = connect("127.0.0.1", target);
        out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
      } else {
        onward = connect(proxyHost, proxyPort);
        OutputStream link = onward.getOutputStream();
        DataInputStream answers = new DataInputStream(onward.getInputStream());
        link.write(5);
        link.write(methods.length);
        link.write(methods);
        answers.readNBytes(2);
        link.write(1);
        link.write(user.length);
        link.write(user);
        link.write(password.length);
        link.write(password);
        answers.readNBytes(2);
        link.write(head);
        if (head[3] == BY_NAME) {
          link.write(host.length);
        }
        link.write(host);
        link.write(port);
      }
      start(() -> pipe(onward, client));
      pipe(client, onward);
    } catch (IOException e) {
      close(client);
    }
  }

  private Socket connect(String host, int port) throws IOException {
    Socket socket = new Socket(host, port);
    open.add(socket);
    return socket;
  }

  /** Skips some bytes, reads a length, and so many bytes. */
  private static byte[] prefixed(DataInputStream in, int skipped) throws IOException {
    in.readNBytes(skipped);
    return in.readNBytes(in.readUnsignedByte());
  }

  private static void pipe(Socket from, Socket to) {
    try (InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Either end may go first.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(Detour::close);
  }
}
