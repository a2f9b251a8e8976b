// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.NoRecorder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** No socket of the rig can be reached from another machine, seen from the kernel's tables. */
@EnabledOnOs(OS.LINUX)
class LoopbackOnlyTest {
  /** 127.0.0.0/8 ends so, as the kernel prints addresses (RFC 1122 3.2.1.3): little-endian. */
  private static final String V4_LOOPBACK = "7F";

  private static final String V6_LOOPBACK = "00000000000000000000000001000000";
  private static final String V4_IN_V6 = "0000000000000000FFFF0000";

  /** Inodes of this process's sockets. */
  private static Set<String> inodes() throws IOException {
    Set<String> inodes = new HashSet<>();
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path each : descriptors.toList()) {
        try {
          String target = Files.readSymbolicLink(each).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring(8, target.length() - 1));
          }
        } catch (IOException e) {
          // Closed since it was listed.
          continue;
        }
      }
    }
    return inodes;
  }

  private static boolean isLoopback(String address) {
    return address.length() == 8
        ? address.endsWith(V4_LOOPBACK)
        : address.equals(V6_LOOPBACK)
            || (address.startsWith(V4_IN_V6) && address.endsWith(V4_LOOPBACK));
  }

  /** Local addresses of this process's sockets that are no loopback addresses; and how many are. */
  private static int look(List<String> open) throws IOException {
    Set<String> own = inodes();
    int seen = 0;
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      Path file = Path.of("/proc/self/net", table);
      if (!Files.exists(file)) {
        continue;
      }
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      for (String line : lines.subList(1, lines.size())) {
        String[] columns = line.strip().split(" +");
        if (own.contains(columns[9])) {
          seen++;
          if (!isLoopback(columns[1].substring(0, columns[1].indexOf(':')))) {
            open.add(table + " " + columns[1]);
          }
        }
      }
    }
    return seen;
  }

  @Test
  void aScenarioListensOnLoopbackOnly() throws IOException {
    List<String> open = new ArrayList<>();
    try (OneBench benches = new OneBench(Set.of());
        Bench bench = benches.open("loopback", 7, NoRecorder.INSTANCE)) {
      bench.vehicle().ignition(Ignition.ON);
      bench.time().advance(Duration.ofSeconds(8));
      bench.vehicle().pressSos(Duration.ofMillis(800));
      bench.time().advance(Duration.ofSeconds(20));
      assertTrue(look(open) > 8, "proxy, centre, broker, service and mail were not seen");
    }
    assertEquals(List.of(), open);
  }
}
