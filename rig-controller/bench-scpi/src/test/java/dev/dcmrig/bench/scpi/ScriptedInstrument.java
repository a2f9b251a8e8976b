// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** An instrument that answers what a test says, and keeps what it was told. */
final class ScriptedInstrument implements AutoCloseable {

  /** An answer that never ends: a letter every now and then. */
  static final String DRIPS = "drips";

  static final String FINE = "0,\"No error\"";

  private static final long DROP_MILLIS = 40;

  /** What it was told, in order. */
  final List<String> told = new CopyOnWriteArrayList<>();

  private final ServerSocket server;
  private final UnaryOperator<String> script;
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * @param script the answer to a query, or empty; what it leaves empty of {@code *IDN?} and {@code
   *     SYST:ERR?} is answered well
   */
  ScriptedInstrument(UnaryOperator<String> script) {
    this.script = script;
    try {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Thread thread = new Thread(this::serve, "scripted instrument");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  String address() {
    return "tcp:127.0.0.1:" + port();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          told.add(line);
          answer(client, line);
        }
      } catch (IOException e) {
        // This client is gone, or the server is closed; then the loop ends.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void answer(Socket client, String line) throws IOException, InterruptedException {
    String said = script.apply(line);
    while (said.equals(DRIPS) && !over.await(DROP_MILLIS, TimeUnit.MILLISECONDS)) {
      client.getOutputStream().write('x');
    }
    String answer =
        !said.isEmpty() || !line.endsWith("?")
            ? said
            : line.equals("*IDN?") ? "Nobody,Scripted,1,0" : FINE;
    if (!answer.isEmpty()) {
      client.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
