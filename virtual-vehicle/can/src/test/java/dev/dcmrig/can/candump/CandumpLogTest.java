// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.log.LoggedFrame;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log format of can-utils. */
class CandumpLogTest {

  @ParameterizedTest
  @CsvSource({
    "(1436509052.249713) can0 123#DEAD",
    "(0000000000.000001) vcan12 12345678##5AABB",
    "(1795572931.000000) can0 123#R4",
    "(1795572931.000000) can0 123#R8_9",
    "(1795572931.000000) can0 123#1122334455667788_E",
    "(1795572931.100000) can0 20000084#0030000000008800"
  })
  void aLineIsReadAndWrittenAsItWas(String line) {
    LoggedFrame frame = CandumpLog.parse(line);
    StringBuilder text = new StringBuilder();
    CandumpLog.append(text, frame.epochMicros(), frame.channel(), frame.frame());
    assertEquals(line + "\n", text.toString());
  }

  @Test
  void whatOtherToolsWriteIsRead() {
    LoggedFrame newer = CandumpLog.parse("(1.5) can0 123#11 R");
    assertEquals(new LoggedFrame(1_500_000, "can0", Frame.classic(0x123, (byte) 0x11)), newer);
    assertEquals(2_123_456, CandumpLog.parse("(2.123456789)  can0  123##1").epochMicros());
    assertEquals(3_000_000, CandumpLog.parse("(3) can0 123#").epochMicros());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "can0 123#11; begins with the time",
        "(1.5 can0 123#11; begins with the time",
        "(x) can0 123#11; 'x' is no time",
        "(-1.5) can0 123#11; '-1.5' is no time",
        "(1.5) can0; come an interface and a frame",
        "(1.5) can0 123#11 X; nothing more, or R or T",
        "(1.5) can0 12#11; 3 digits",
        "(1.5)  can0  123   [2]  11 22; this is what candump shows"
      })
  void whatIsWrongIsSaid(String line, String why) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> CandumpLog.parse(line)).getMessage();
    assertTrue(message.contains(why), message);
  }

  @Test
  void theReaderPassesOverCommentsAndNamesTheLine() throws IOException {
    String log = "# a drive\n(1.0) can0 123#11\n\n(2.0) can0 zzz#\n";
    try (LogReader reader = new LogReader("drive.log", new BufferedReader(new StringReader(log)))) {
      assertEquals(1_000_000, reader.next().epochMicros());
      String message = assertThrows(IllegalArgumentException.class, reader::next).getMessage();
      assertTrue(message.startsWith("drive.log:4: 'zzz#' is no frame"), message);
      assertNull(reader.next());
    }
  }

  private static List<String> read(byte[] log) throws IOException {
    List<String> frames = new ArrayList<>();
    try (LogReader reader = LogReader.of("drive.log", new ByteArrayInputStream(log))) {
      for (LoggedFrame frame = reader.next(); frame != null; frame = reader.next()) {
        frames.add(frame.epochMicros() + " " + frame.channel() + " " + frame.frame());
      }
    }
    return frames;
  }

  private static byte[] resource(String name) throws IOException {
    try (var in =
        Objects.requireNonNull(CandumpLogTest.class.getResourceAsStream("/candump/" + name))) {
      return in.readAllBytes();
    }
  }

  @Test
  void noFrameOfTheCasesIsLost() throws IOException {
    assertEquals(List.of("1000000 can0 123#11", "1100000 can0 124#22"), read(resource("bom.log")));
    assertEquals(
        List.of("1000000 can0 123#1122334455667788_E", "1100000 can0 124#22"),
        read(resource("dlc14.log")));
  }

  @Test
  void everyFormOfALogIsReadWhole() throws IOException {
    List<String> frames = List.of("1500000 can0 123#11", "1600000 can1 12345678##1AABB");
    String log = "; by hand\n(1.5) can0 123#11\n\n# x\n  (1.600)\tcan1  12345678##1AABB T\n";
    for (byte[] bytes :
        List.of(
            log.getBytes(StandardCharsets.UTF_8),
            log.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
            log.stripTrailing().getBytes(StandardCharsets.UTF_8),
            ("\uFEFF" + log).getBytes(StandardCharsets.UTF_8),
            ("\uFEFF" + log).getBytes(StandardCharsets.UTF_16LE),
            ("\uFEFF" + log).getBytes(StandardCharsets.UTF_16BE))) {
      assertEquals(frames, read(bytes));
    }
    assertEquals(List.of(), read(new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "can0 123#11",
        "  vcan0  12345678   [2]  11 22",
        "  can0  123  [12]  11 22 33 44 55 66 77 88 99 AA BB CC",
        "can0 123##1AABB R"
      })
  void aFrameWithoutItsTimeIsNoComment(String line) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> read(("# a\n" + line).getBytes(StandardCharsets.UTF_8)))
            .getMessage();
    assertTrue(message.startsWith("drive.log:2: "), message);
    assertTrue(message.contains("the time is missing: record with candump -l or -L"), message);
  }

  @Test
  void aFileOfOneEndlessLineIsRefusedAndNotHeldInMemory() {
    byte[] endless = new byte[LogReader.MAX_LINE + 2];
    String message = assertThrows(IllegalArgumentException.class, () -> read(endless)).getMessage();
    assertTrue(message.startsWith("drive.log:1: a line of more than"), message);
  }
}
