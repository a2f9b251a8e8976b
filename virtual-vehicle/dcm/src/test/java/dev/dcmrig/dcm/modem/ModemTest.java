// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.modem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.ModemAccess;
import dev.dcmrig.sim.Seed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the modem makes of a proxy's answers. */
class ModemTest {
  /** Method 2 and the login taken. */
  private static final byte[] WELCOME = {5, 2, 1, 0};

  private ServerSocket proxy;
  private Modem modem;
  private boolean reached = true;
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void listen() throws IOException {
    proxy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    DcmParts parts = new DcmParts();
    modem =
        new Modem(
            new DcmContext(
                parts.timeline,
                parts.reader(),
                parts.pins,
                new ModemAccess(
                    "127.0.0.1",
                    proxy.getLocalPort(),
                    "1",
                    "10.64.0.2",
                    "sip:a@b",
                    "VIN",
                    Path.of(""),
                    (host, port) -> {
                      asked.add(host + ":" + port);
                      return reached;
                    }),
                parts.memory,
                Seed.of(1).stream()));
    modem.boot();
  }

  @AfterEach
  void close() throws IOException {
    modem.stop();
    proxy.close();
  }

  /** Answers the one request that comes, whatever it says. */
  private void answers(int... reply) {
    Thread answering =
        new Thread(
            () -> {
              try (Socket one = proxy.accept()) {
                one.getOutputStream().write(WELCOME);
                byte[] bytes = new byte[reply.length];
                for (int index = 0; index < reply.length; index++) {
                  bytes[index] = (byte) reply[index];
                }
                one.getOutputStream().write(bytes);
                one.getInputStream().readAllBytes();
              } catch (IOException e) {
                // The modem has gone: what it made of the answer is what the test looks at.
                Thread.currentThread().interrupt();
              }
            });
    answering.setDaemon(true);
    answering.start();
  }

  private String refused() {
    return assertThrows(
            NoNetworkException.class, () -> modem.associate(datagram -> {}), "no association")
        .getMessage();
  }

  @Test
  void anAssociationWithoutAPortIsNone() {
    answers(5, 0, 0, 1, 127, 0, 0, 1, 0, 0);
    String said = refused();
    assertTrue(said.contains("names no port"), said);
  }

  @Test
  void aRefusalIsNoAssociation() {
    answers(5, 1, 0, 1, 127, 0, 0, 1, 9, 9);
    String said = refused();
    assertTrue(said.contains("code 1"), said);
  }

  @Test
  void aModemWithoutACellAsksNoProxy() throws IOException {
    reached = false;
    String said =
        assertThrows(
                NoNetworkException.class,
                () -> modem.connect("assist.dcmrig.example", 5060, TcpChannel.Listener.NONE))
            .getMessage();
    assertTrue(said.contains("has no coverage"), said);
    assertEquals(List.of("assist.dcmrig.example:5060"), asked);
    proxy.setSoTimeout(50);
    assertThrows(SocketTimeoutException.class, proxy::accept, "nobody has dialled");
  }

  @Test
  void aModemWithoutSupplyAsksNoCell() {
    modem.stop();
    assertThrows(
        NoNetworkException.class,
        () -> modem.connect("assist.dcmrig.example", 5060, TcpChannel.Listener.NONE));
    assertEquals(List.of(), asked);
  }
}
