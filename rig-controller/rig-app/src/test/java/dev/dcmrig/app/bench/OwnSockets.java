// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sockets of this process, from the kernel's tables. */
final class OwnSockets {
  /** 127.0.0.0/8 ends so, as the kernel prints addresses (RFC 1122 3.2.1.3): little-endian. */
  private static final String V4_LOOPBACK = "7F";

  private static final String V6_LOOPBACK = "00000000000000000000000001000000";
  private static final String V4_IN_V6 = "0000000000000000FFFF0000";
  private static final String LISTENING = "0A";

  private OwnSockets() {}

  /**
   * One socket.
   *
   * @param table {@code "tcp"}, {@code "udp6"}, ...
   * @param address of its own end, in the kernel's hexadecimal
   */
  record Entry(String table, String address, int port, boolean listening) {
    boolean isLoopback() {
      return address.length() == 8
          ? address.endsWith(V4_LOOPBACK)
          : address.equals(V6_LOOPBACK)
              || (address.startsWith(V4_IN_V6) && address.endsWith(V4_LOOPBACK));
    }
  }

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

  static List<Entry> all() throws IOException {
    Set<String> own = inodes();
    List<Entry> entries = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      Path file = Path.of("/proc/self/net", table);
      if (!Files.exists(file)) {
        continue;
      }
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      for (String line : lines.subList(1, lines.size())) {
        String[] columns = line.strip().split(" +");
        if (own.contains(columns[9])) {
          String[] local = columns[1].split(":");
          entries.add(
              new Entry(
                  table, local[0], Integer.parseInt(local[1], 16), columns[3].equals(LISTENING)));
        }
      }
    }
    return entries;
  }
}
