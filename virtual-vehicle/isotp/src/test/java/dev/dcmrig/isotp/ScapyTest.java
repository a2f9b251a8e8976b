// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.RealTimeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Debian's python3-scapy is the other end: it sends each message back that it gets. Times are the
 * wall clock's, and both ends are told to wait long: a busy machine fails nothing.
 */
@Tag("scapy")
class ScapyTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final int BOUND_SECONDS = 120;
  private static final long LONG = TimeUnit.SECONDS.toNanos(60);
  private static final NTimeouts PATIENT = new NTimeouts(LONG, LONG, LONG, 0, 0, LONG);

  @TempDir Path folder;

  @BeforeAll
  static void scapyIsThere() throws InterruptedException {
    int code = 1;
    try {
      Process probe =
          new ProcessBuilder(PYTHON, "-c", "import scapy.contrib.isotp")
              .redirectErrorStream(true)
              .start();
      probe.getInputStream().readAllBytes();
      code = probe.waitFor();
    } catch (IOException e) {
      // No Python is no scapy.
    }
    if (code != 0) {
      String reason = "scapy is not installed (Debian: apt-get install python3-scapy)";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason + "; in CI this lane must run");
      }
      abort(reason + "; this lane is left out");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7E8, 7E0, -, -, 0, 0, 0",
    "7E8, 7E0, -, -, 3, 1, 1",
    "612, 6F1, F1, 12, 4, 0, 0",
    "18DAF110, 18DA10F1, -, -, 8, 2, 0"
  })
  void scapySendsBackWhatItGets(
      String sent, String received, String address, String other, int block, int stMin, int pad)
      throws Exception {
    Path script = folder.resolve("scapy_peer.py");
    try (InputStream stream = ScapyTest.class.getResourceAsStream("scapy_peer.py")) {
      Files.write(script, Objects.requireNonNull(stream).readAllBytes());
    }
    List<String> command =
        List.of(
            PYTHON,
            script.toString(),
            sent,
            received,
            address,
            other,
            "" + block,
            "" + stMin,
            "" + pad);
    Process scapy =
        new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
    List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
    try (RealTimeline timeline = new RealTimeline("scapy", errors::add);
        EmulatedBus bus = new EmulatedBus("emulated:scapy", timeline, BitRates.DEFAULT)) {
      BufferedReader from = scapy.inputReader(StandardCharsets.US_ASCII);
      assertEquals("ready", from.readLine(), () -> errorText());
      PrintStream to = new PrintStream(scapy.getOutputStream(), true, StandardCharsets.US_ASCII);
      CanNode peer = bus.connect("scapy", (nanos, frame) -> to.println(frame));
      Thread reader = new Thread(() -> pump(from, timeline, peer), "from scapy");
      reader.start();
      IsoTpAddress ours =
          address.equals("-")
              ? IsoTpAddress.normal(id(received), id(sent))
              : IsoTpAddress.extended(id(received), id(other), id(sent), id(address));
      echoes(timeline, bus, ours);
      scapy.destroy();
      reader.join();
    } finally {
      scapy.destroyForcibly();
      assertEquals(true, scapy.waitFor(BOUND_SECONDS, TimeUnit.SECONDS));
    }
    assertEquals(List.of(), errors);
  }

  private static void echoes(RealTimeline timeline, EmulatedBus bus, IsoTpAddress address)
      throws Exception {
    BlockingQueue<byte[]> messages = new ArrayBlockingQueue<>(10);
    BlockingQueue<NResult> results = new ArrayBlockingQueue<>(10);
    IsoTpOptions options =
        IsoTpOptions.CLASSIC
            .withTimeouts(PATIENT)
            .withFlowControl(
                FlowControlOptions.UNLIMITED.withPace(5, SeparationTime.ofMicros(200)));
    BlockingQueue<IsoTpLink> link = new ArrayBlockingQueue<>(1);
    timeline.post(
        "test",
        () ->
            link.add(
                new IsoTpStack(bus, timeline, "tester", 0)
                    .open(address, options, (nanos, message) -> messages.add(message))));
    IsoTpLink tester = Objects.requireNonNull(link.poll(BOUND_SECONDS, TimeUnit.SECONDS));
    for (int length : new int[] {1, 6, 7, 8, 100, 300}) {
      timeline.post("test", () -> tester.send(Ends.counting(length), results::add));
      assertEquals(NResult.N_OK, results.poll(BOUND_SECONDS, TimeUnit.SECONDS));
      assertArrayEquals(
          Ends.counting(length), messages.poll(BOUND_SECONDS, TimeUnit.SECONDS), length + " bytes");
    }
  }

  private static int id(String hex) {
    return Integer.parseInt(hex, 16);
  }

  private static void pump(BufferedReader from, RealTimeline timeline, CanNode peer) {
    try {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        String[] part = line.split("#");
        byte[] data = HexFormat.of().parseHex(part[1]);
        int flags = part[0].length() == 8 ? Frame.EXTENDED : 0;
        Frame frame = Frame.of(id(part[0]), flags, data.length, data);
        timeline.post("scapy", () -> peer.send(frame));
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }

  private String errorText() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void theCutsInTheResourcesAreThoseThatThisScapyMakes() throws Exception {
    Path script = folder.resolve("scapy_fragments.py");
    try (InputStream stream = ScapyTest.class.getResourceAsStream("scapy_fragments.py")) {
      Files.write(script, Objects.requireNonNull(stream).readAllBytes());
    }
    Process scapy =
        new ProcessBuilder(PYTHON, script.toString())
            .redirectError(folder.resolve("err").toFile())
            .start();
    String made = new String(scapy.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertEquals(0, scapy.waitFor(), this::errorText);
    try (InputStream stream = ScapyTest.class.getResourceAsStream("scapy-2.5.0.txt")) {
      byte[] kept = Objects.requireNonNull(stream).readAllBytes();
      assertEquals(new String(kept, StandardCharsets.US_ASCII), made);
    }
  }
}
