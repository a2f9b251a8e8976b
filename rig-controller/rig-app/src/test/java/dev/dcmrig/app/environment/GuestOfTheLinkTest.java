// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.bench.driver.RigAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The link at an address that is not loopback's own: one guest is served there, and nobody else.
 */
class GuestOfTheLinkTest extends EnvironmentFixture {
  private static final int SHORT_MILLIS = 200;
  private static final int CONNECT = 1;
  private static final int UDP_ASSOCIATE = 3;
  private static final String HERE = "127.0.0.2";
  private static final String GUEST = "127.0.0.3";
  private static final String STRANGER = "127.0.0.4";

  private final CompletableFuture<InetAddress> guest = new CompletableFuture<>();

  @Test
  void aGuestWhoComesBeforeHeIsKnownIsServedThen() throws Exception {
    Environment environment = open();
    int port = proxyPort(environment);
    try (Socket socket = from(GUEST, port)) {
      request(socket, CONNECT, "assist.dcmrig.example", 5060);
      socket.setSoTimeout(SHORT_MILLIS);
      assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
      guest.complete(InetAddress.getByName(GUEST));
      socket.setSoTimeout(BOUND_MILLIS);
      assertEquals(0, reply(socket)[1]);
    }
    close(environment);
  }

  @Test
  void aStrangerIsCutOffWhatsoeverHeKnows() throws Exception {
    guest.complete(InetAddress.getByName(GUEST));
    Environment environment = open();
    try (Socket socket = from(STRANGER, proxyPort(environment))) {
      assertEquals(-1, socket.getInputStream().read());
    }
    close(environment);
  }

  @Test
  void aGuestThatNeverCameToBeIsNobody() throws Exception {
    Environment environment = open();
    int port = proxyPort(environment);
    guest.completeExceptionally(new IllegalStateException("did not start"));
    try (Socket socket = from(GUEST, port)) {
      assertEquals(-1, socket.getInputStream().read());
    }
    close(environment);
  }

  @Test
  void anAssociationIsBesideTheProxyAndTakesTheGuestsDatagramsOnly() throws Exception {
    guest.complete(InetAddress.getByName(GUEST));
    Environment environment = open();
    try (Socket socket = from(GUEST, proxyPort(environment));
        DatagramSocket own = new DatagramSocket(new InetSocketAddress(GUEST, 0));
        DatagramSocket stranger = new DatagramSocket(new InetSocketAddress(STRANGER, 0))) {
      request(socket, UDP_ASSOCIATE, "0.0.0.0", 0);
      byte[] reply = reply(socket);
      assertEquals(0, reply[1]);
      assertArrayEquals(InetAddress.getByName(HERE).getAddress(), Arrays.copyOfRange(reply, 4, 8));
      InetSocketAddress relay =
          new InetSocketAddress(HERE, (reply[8] & 0xFF) << 8 | (reply[9] & 0xFF));
      // A second port of the DCM's own machine would put the association in doubt: an error.
      byte[] toNobody = {0, 0, 0, 1, 10, 1, 2, 3, 0, 9, 1};
      stranger.send(new DatagramPacket(toNobody, toNobody.length, relay));
      own.send(new DatagramPacket(toNobody, toNobody.length, relay));
      // What is noted of this one says that those before it have been looked at.
      own.send(new DatagramPacket(new byte[] {0}, 1, relay));
      for (int look = 0; noted.isEmpty() && look < BOUND_MILLIS / 10; look++) {
        Thread.sleep(10);
      }
      assertEquals(1, noted.size(), noted.toString());
      on(() -> true);
    }
    close(environment);
  }

  private int proxyPort(Environment environment) throws IOException {
    RigAddress at = new RigAddress(InetAddress.getByName(HERE), guest);
    return on(() -> environment.proxyPort(at));
  }

  private static Socket from(String own, int port) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(own, 0));
    socket.connect(new InetSocketAddress(HERE, port));
    socket.setSoTimeout(BOUND_MILLIS);
    return socket;
  }

  private static void request(Socket socket, int command, String host, int port)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {5, 1, 2, 1, (byte) IMSI.length()});
    out.writeBytes(IMSI.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes("\u0003sim".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[] {5, (byte) command, 0, 3, (byte) host.length()});
    out.writeBytes(host.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[] {(byte) (port >> 8), (byte) port});
    socket.getOutputStream().write(out.toByteArray());
  }

  /** What follows the greeting's and the login's answers. */
  private static byte[] reply(Socket socket) throws IOException {
    assertArrayEquals(new byte[] {5, 2, 1, 0}, socket.getInputStream().readNBytes(4));
    return socket.getInputStream().readNBytes(10);
  }
}
