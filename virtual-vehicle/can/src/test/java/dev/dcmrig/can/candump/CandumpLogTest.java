// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log format of can-utils. */
class CandumpLogTest {

  @ParameterizedTest
  @CsvSource({
    "(1436509052.249713) can0 123#DEAD",
    "(0000000000.000001) vcan12 12345678##5AABB",
    "(1795572931.000000) can0 123#R4",
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
        "(1.5) can0 12#11; 3 digits"
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
}
