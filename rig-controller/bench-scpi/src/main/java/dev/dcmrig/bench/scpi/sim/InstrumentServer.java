// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.sim;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A simulated instrument behind a TCP socket: one client at a time, a line a message. */
public final class InstrumentServer implements AutoCloseable {
  private static final int MAX_LINE_BYTES = 65_536;

  private final SimulatedInstrument instrument;
  private final ServerSocket server;
  private volatile Manner manner = Manner.WELL;
  private volatile @Nullable Socket client;

  /** How it behaves: for tests of what the rig makes of an instrument that is broken. */
  public enum Manner {
    WELL,
    /** It takes commands, and does not do nor answer anything. */
    SILENT,
    /** It answers each query with something that is none of SCPI. */
    GARBAGE,
    /** Its next line ends the connection, and nobody can connect again. */
    DEAD
  }

  /** Listens; port 0 takes one that is free. */
  InstrumentServer(String name, SimulatedInstrument instrument, InetAddress host, int port)
      throws IOException {
    this.instrument = instrument;
    this.server = new ServerSocket();
    server.setReuseAddress(true);
    try {
      server.bind(new InetSocketAddress(host, port), 1);
    } catch (IOException e) {
      server.close();
      throw new IOException("port " + port + " is not free for the " + name, e);
    }
    Thread thread = new Thread(this::serve, name);
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** From its next line on. */
  public void behave(Manner newManner) {
    manner = newManner;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket accepted = server.accept()) {
        client = accepted;
        accepted.setTcpNoDelay(true);
        converse(accepted);
      } catch (IOException e) {
        // This client is gone, or the server is closed; then the loop ends.
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\n') {
        line.write(next);
        if (line.size() > MAX_LINE_BYTES) {
          return;
        }
        continue;
      }
      String message = line.toString(StandardCharsets.US_ASCII);
      line.reset();
      String answer = answer(message);
      if (!answer.isEmpty()) {
        socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private String answer(String message) throws IOException {
    switch (manner) {
      case SILENT -> {
        return "";
      }
      case GARBAGE -> {
        return message.contains("?") ? "\u0001~~" : "";
      }
      case DEAD -> {
        server.close();
        throw new IOException("dead");
      }
      default -> {
        return instrument.take(message);
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Socket connected = client;
      if (connected != null) {
        connected.close();
      }
    } catch (IOException e) {
      // It is of no use any more, whatever the system thinks of it.
      return;
    }
  }
}
