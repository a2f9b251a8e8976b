// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Any program of the machine can knock at the rig's ports; no scenario is another one for that. */
@EnabledOnOs(OS.LINUX)
class StrangersTest {
  private static final byte[] KNOCK = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final List<Socket> left = new ArrayList<>();

  /** Speaks at each port: half of them stay open, the others break. */
  private void knock(int times) throws IOException {
    for (OwnSockets.Entry each : OwnSockets.all()) {
      if (each.table().startsWith("tcp") && each.listening()) {
        for (int n = 0; n < times; n++) {
          Socket socket = new Socket(InetAddress.getLoopbackAddress(), each.port());
          if (n % 3 != 0) {
            socket.getOutputStream().write(n % 3 == 1 ? KNOCK : new byte[] {5, 1});
          }
          if (n % 2 == 0) {
            left.add(socket);
          } else {
            socket.setSoLinger(true, 0);
            socket.close();
          }
        }
      } else if (each.table().startsWith("udp")) {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
          socket.send(
              new DatagramPacket(
                  KNOCK, KNOCK.length, InetAddress.getLoopbackAddress(), each.port()));
        }
      }
    }
  }

  /** What a call leaves in the evidence. */
  private Log call(int strangers) throws IOException {
    Log log = new Log();
    try (OneBench benches = new OneBench(Set.of());
        Bench bench = benches.open("strangers", 7, log)) {
      if (strangers > 0) {
        knock(strangers);
      }
      bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
      bench.time().advance(Duration.ofSeconds(8));
      bench.vehicle(bench.dut().vin()).pressSos(Duration.ofMillis(800));
      bench.time().advance(Duration.ofSeconds(15));
      if (strangers > 0) {
        knock(strangers);
      }
      bench.time().advance(Duration.ofSeconds(15));
      assertFalse(bench.centre().calls().isEmpty());
    } finally {
      for (Socket each : left) {
        each.close();
      }
      left.clear();
    }
    return log;
  }

  @Test
  void strangersAreCountedAndChangeNothing() throws IOException {
    Log alone = call(0);
    Log visited = call(40);
    assertTrue(alone.lines.size() > 50, "calls, voice and exchanges were not seen");
    assertEquals(alone.lines, visited.lines);
    assertEquals(List.of(), alone.beside);
    assertEquals(1, visited.beside.size(), visited.beside::toString);
  }

  private static final class Log extends NoRecorder {
    final List<String> lines = new ArrayList<>();
    final List<String> beside = new ArrayList<>();

    @Override
    public void network(
        long timeNanos,
        Protocol protocol,
        String from,
        String to,
        Delivery delivery,
        byte[] payload) {
      String shown =
          protocol == Protocol.RTP
              ? HexFormat.of().formatHex(payload)
              : new String(payload, StandardCharsets.ISO_8859_1);
      lines.add(timeNanos + " " + protocol + " " + from + " " + to + " " + delivery + " " + shown);
    }

    @Override
    public void observation(
        long timeNanos, Subject source, String kind, Map<String, String> details) {
      lines.add(timeNanos + " " + source + " " + kind + " " + details);
    }

    @Override
    public void beside(String key, String value) {
      if (key.contains("nobody here made")) {
        beside.add(key + " " + value);
      }
    }
  }
}
