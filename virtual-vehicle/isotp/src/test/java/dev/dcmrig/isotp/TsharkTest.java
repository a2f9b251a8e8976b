// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's tshark puts the messages together again, and finds nothing malformed. */
@Tag("tshark")
class TsharkTest {
  @TempDir Path folder;

  @BeforeAll
  static void tsharkIsThere() throws InterruptedException {
    try {
      Process probe = new ProcessBuilder("tshark", "-v").redirectErrorStream(true).start();
      probe.getInputStream().readAllBytes();
      probe.waitFor();
    } catch (IOException e) {
      String reason = "tshark is not installed (Debian: apt-get install tshark)";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason + "; in CI this lane must run");
      }
      abort(reason + "; this lane is left out");
    }
  }

  private String tshark(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("tshark", "-r", log().toString(), "-d", "can.subdissector,iso15765"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), Files.readString(folder.resolve("err")));
    return text;
  }

  private Path log() {
    return folder.resolve("frames.log");
  }

  private void write(Ends ends) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Ends.Seen seen : ends.frames) {
      text.append(
          String.format(
              Locale.ROOT, "(%.6f) can0 %s%n", 1 + seen.nanos() / 1e9, seen.frame().toString()));
    }
    Files.writeString(log(), text);
  }

  @Test
  void messagesInClassicAndFdFramesAreReadWhole() throws Exception {
    try (Ends ends = new Ends()) {
      int id = 0x700;
      for (int dataLength : new int[] {8, 64}) {
        for (int length : new int[] {3, 20, 100, 1000}) {
          IsoTpOptions options =
              IsoTpOptions.CLASSIC
                  .withFormat(dataLength == 8 ? FrameFormat.CLASSIC : FrameFormat.fd(dataLength))
                  .withFlowControl(FlowControlOptions.UNLIMITED.withPace(7, SeparationTime.NONE));
          IsoTpAddress address = IsoTpAddress.normal(id++, id++);
          BusIsoTpLink tester = ends.stack("tester").open(address, options, ends.atTester);
          ends.stack("ecu").open(address.mirrored(), options, ends.atEcu);
          byte[] message = Ends.counting(length);
          // A service that there is: read data by identifier.
          message[0] = 0x22;
          assertEquals(NResult.N_OK, ends.send(tester, message));
        }
      }
      write(ends);
    }
    assertEquals("", tshark("-Y", "_ws.malformed || iso15765.fragment.error"));
    String fields = tshark("-T", "fields", "-e", "iso15765.reassembled.length");
    List<String> lengths = fields.lines().filter(line -> !line.isBlank()).toList();
    assertEquals(List.of("20", "100", "1000", "100", "1000"), lengths);
    assertEquals(
        8,
        tshark("-Y", "iso15765.message_type == 0 || iso15765.reassembled.length").lines().count());
  }
}
