// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Programs that are no good DCMs, for a container; with nothing but the JDK. */
public final class WrongDcm {
  private WrongDcm() {}

  /** The first word says what is wrong with it. */
  public static void main(String[] words) throws Exception {
    switch (words[0]) {
      case "exits" -> {
        System.err.println("no antenna was found");
        System.exit(7);
      }
      case "hangs" -> Thread.sleep(Long.MAX_VALUE);
      case "stays" -> stay();
      case "floods" -> {
        Thread flood = new Thread(WrongDcm::flood);
        flood.setDaemon(true);
        flood.start();
        stay();
      }
      case "deaf-to-term" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(WrongDcm::forEver));
        hello();
        forEver();
      }
      case "eats" -> {
        hello();
        eat();
      }
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static Socket hello() throws IOException {
    String[] can = System.getenv("DCM_CAN").split(":");
    try (DatagramSocket bus = new DatagramSocket()) {
      bus.send(
          new DatagramPacket(
              new byte[] {2, 0, 0, 0, 0},
              5,
              new InetSocketAddress(can[1], Integer.parseInt(can[2]))));
    }
    String[] electrical = System.getenv("DCM_ELECTRICAL").split(":");
    Socket socket = new Socket(electrical[0], Integer.parseInt(electrical[1]));
    OutputStream out = socket.getOutputStream();
    out.write("hello wrong 1\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  /** Until the rig says 'off', as a good one does. */
  private static void stay() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(hello().getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null && !line.equals("off"); ) {
        line = lines.readLine();
      }
    }
  }

  private static void flood() {
    String line = "flood ".repeat(2_000);
    for (long number = 0; number >= 0; number++) {
      System.out.println(number + " " + line);
    }
  }

  private static void eat() {
    List<byte[]> kept = new ArrayList<>();
    for (int piece = 0; piece < 1_024; piece++) {
      byte[] more = new byte[1 << 20];
      java.util.Arrays.fill(more, (byte) 1);
      kept.add(more);
    }
    System.exit(kept.size() == 0 ? 1 : 0);
  }

  private static void forEver() {
    while (true) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        System.err.println("interrupted");
      }
    }
  }
}
