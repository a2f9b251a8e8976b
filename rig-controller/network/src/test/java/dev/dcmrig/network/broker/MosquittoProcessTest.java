// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dcmrig.network.pki.RunAuthority;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MosquittoProcessTest {
  @Test
  void aPortThatSomebodyTookMeanwhileIsNotTakenForOurs() throws Exception {
    assumeTrue(
        Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "mosquitto"))),
        "left out: there is no mosquitto here");
    try (RunAuthority authority = new RunAuthority();
        ServerSocket taken = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        ServerSocket chosen = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      int free = chosen.getLocalPort();
      chosen.close();
      Deque<Integer> ports = new ArrayDeque<>(List.of(taken.getLocalPort(), free));
      try (MosquittoProcess started =
          MosquittoProcess.start(authority.serverFiles(RunAuthority.BROKER_NAME), ports::remove)) {
        assertEquals(free, started.port());
      }
    }
  }
}
