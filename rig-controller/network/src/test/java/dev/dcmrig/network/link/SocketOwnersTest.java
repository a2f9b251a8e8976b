// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketOwnersTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @BeforeEach
  void onLinux() {
    assumeTrue(Files.exists(Path.of("/proc/net/udp")), "this system has no /proc/net/udp");
  }

  @Test
  void aConnectionAndADatagramOfOneProcessAreOfOneProgram() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Socket client = new Socket(LOOPBACK, server.getLocalPort());
        Socket accepted = server.accept();
        DatagramSocket datagrams = new DatagramSocket(0, LOOPBACK)) {
      Set<Long> peer = SocketOwners.ofConnection(accepted.getPort(), server.getLocalPort());
      Set<Long> own = Set.of(ProcessHandle.current().pid());
      assertEquals(own, peer);
      assertEquals(own, SocketOwners.ofUdp(datagrams.getLocalPort()));
      assertTrue(SocketOwners.areOfOneProgram(peer, own));
      assertTrue(client.isConnected());
    }
  }

  @Test
  void anotherProcessIsAnotherProgramAlsoWhenItSharesTheRigsSession() throws Exception {
    Process stranger =
        new ProcessBuilder(
                "python3",
                "-c",
                "import socket,sys; s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM);"
                    + " s.bind(('127.0.0.1',0)); print(s.getsockname()[1],flush=True);"
                    + " sys.stdin.read()")
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(stranger.getInputStream(), StandardCharsets.UTF_8))) {
      Set<Long> holders = SocketOwners.ofUdp(Integer.parseInt(said.readLine()));
      assertEquals(Set.of(stranger.pid()), holders);
      Set<Long> own = Set.of(ProcessHandle.current().pid());
      assertFalse(SocketOwners.areOfOneProgram(own, holders));
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void whatASessionOfItsOwnHasStartedIsOfOneProgram() throws Exception {
    Process leader =
        new ProcessBuilder("setsid", "--wait", "sh", "-c", "sleep 600 & echo $$ $!; wait").start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(leader.getInputStream(), StandardCharsets.UTF_8))) {
      String[] pids = said.readLine().split(" ");
      assertTrue(
          SocketOwners.areOfOneProgram(
              Set.of(Long.parseLong(pids[0])), Set.of(Long.parseLong(pids[1]))));
      ProcessHandle.of(Long.parseLong(pids[1])).ifPresent(ProcessHandle::destroyForcibly);
    } finally {
      leader.destroyForcibly();
    }
  }

  @Test
  void aPortThatNobodyHoldsIsNobodys() {
    assertEquals(Set.of(), SocketOwners.ofUdp(1));
  }
}
