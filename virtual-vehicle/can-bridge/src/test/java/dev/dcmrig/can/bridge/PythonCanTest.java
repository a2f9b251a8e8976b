// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.RealTimeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Debian's python-can as a client of our socketcand: the protocol as others speak it. */
class PythonCanTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final int FRAMES = 2_000;

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final RealTimeline timeline = new RealTimeline("share", errors::add);
  private final EmulatedBus bus =
      new EmulatedBus("emulated:test", timeline, new BitRates(1_000_000, 1_000_000));

  @BeforeAll
  static void pythonCan() throws Exception {
    String why = "python3-can is not installed; '.ci/install-tools' installs it";
    try {
      Process probe =
          new ProcessBuilder(PYTHON, "-c", "import can").redirectErrorStream(true).start();
      if (probe.waitFor() == 0) {
        return;
      }
    } catch (IOException e) {
      why += " (" + e.getMessage() + ")";
    }
    if ("true".equals(System.getenv("CI"))) {
      fail(why);
    }
    abort(why);
  }

  private <T> T on(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> timeline.post("test", task)).join();
  }

  /** Bytes that differ from frame to frame, 0 to 8 of them. */
  private static byte[] data(int number) {
    byte[] data = new byte[number % 9];
    for (int index = 0; index < data.length; index++) {
      data[index] = (byte) (number * 31 + index);
    }
    return data;
  }

  private static String line(BufferedReader says) throws IOException {
    String line = says.readLine();
    assertTrue(line != null && line.contains("#"), () -> "python-can says " + line);
    return line;
  }

  private static String text(int id, byte[] data) {
    return String.format(Locale.ROOT, "%X#%s", id, HexFormat.of().withUpperCase().formatHex(data));
  }

  @Test
  void itReadsEachFrameAndSendsItsOwn() throws Exception {
    List<String> near = new CopyOnWriteArrayList<>();
    CanNode here =
        on(() -> bus.connect("here", (time, frame) -> near.add(text(frame.id(), frame.data()))));
    BusShare share =
        on(
            () ->
                BusShare.socketcand(
                    bus,
                    timeline,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    "can0"));
    Path script = Path.of(PythonCanTest.class.getResource("/bridge/peer.py").toURI());
    Process python =
        new ProcessBuilder(
                PYTHON, script.toString(), share.uri().split(":", -1)[2], Integer.toString(FRAMES))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader says = python.inputReader();
        Writer hears = python.outputWriter()) {
      assertEquals("ready", says.readLine());
      List<String> sent = new ArrayList<>();
      List<String> read = new ArrayList<>();
      for (int number = 0; number < FRAMES; number++) {
        // Its messages are extended as they are read: that is python-can's own doing.
        int id = number % 2 == 0 ? 0x123 : 0x12345678;
        byte[] data = data(number);
        sent.add(text(id, data));
        on(() -> here.send(id == 0x123 ? Frame.classic(id, data) : Frame.extended(id, data)));
        if (number % 32 == 31) {
          while (read.size() < sent.size()) {
            read.add(line(says));
          }
        }
      }
      while (read.size() < sent.size()) {
        read.add(line(says));
      }
      // Of two that wait the more urgent one goes first: compared as they come by identifier.
      assertEquals(sent.stream().sorted().toList(), read.stream().sorted().toList());
      List<String> own = new ArrayList<>();
      for (int number = 0; number < 200; number++) {
        own.add(text(0x18FEF100, data(number)));
        hears.write(own.get(number) + "\n");
      }
      hears.close();
      assertEquals("sent", says.readLine());
      for (int n = 0; n < 2_000 && near.size() < own.size(); n++) {
        TimeUnit.MILLISECONDS.timedJoin(Thread.currentThread(), 10);
      }
      assertEquals(own, near);
      assertEquals(BusHealth.WHOLE, share.health());
    } finally {
      python.destroy();
      on(
          () -> {
            share.close();
            return true;
          });
      bus.close();
      timeline.close();
    }
    assertEquals(List.of(), errors);
  }
}
