// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.can.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notation of can-utils; candump itself judges it on a kernel with CAN. */
class FrameTextTest {

  @ParameterizedTest
  @CsvSource({
    "123#DEADBEEF, 123   [4]  DE AD BE EF",
    "123#, '123   [0] '",
    "12345678#01, 12345678   [1]  01",
    "00000001#, '00000001   [0] '",
    "123#R4, 123   [4]  remote request",
    "124##4010203, 124  [03]  01 02 03",
    "124##5, '124  [00] '",
    "20000084#0030000000008800, 20000084   [8]  00 30 00 00 00 00 88 00   ERRORFRAME"
  })
  void readsAndWritesTheNotation(String log, String console) {
    Frame frame = FrameText.parse(log);
    assertEquals(log, FrameText.log(frame));
    assertEquals(console, FrameText.console(frame));
  }

  @ParameterizedTest
  @CsvSource({
    "123#DEADBEEF, 123#DE.AD.BE.EF",
    "123#, 123#",
    "123#R4, 123#R4",
    "123##7AABB, 123##3.AA.BB",
    "12345678##4, 12345678##0"
  })
  void showsWhatIsSentAsCangenDoes(String log, String sent) {
    StringBuilder text = new StringBuilder();
    FrameText.appendSent(text, FrameText.parse(log));
    assertEquals(sent, text.toString());
    assertEquals(FrameText.parse(log), FrameText.parse(sent));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          7FF#41427F80205B, "     7FF   [6]  41 42 7F 80 20 5B         'AB.. ['"
          12345678#, "12345678   [0]                            ''"
          12345678##0112233445566778899AABBCC, "12345678  [12]  11 22 33 44 55 66 77 88 99 AA BB CC"
          20000004#0011, "20000004   [2]  00 11                     ERRORFRAME"
          """)
  void theConsoleAlignsAndShowsCharacters(String log, String console) {
    StringBuilder text = new StringBuilder();
    FrameText.appendConsole(text, FrameText.parse(log), true, true);
    assertEquals(console, text.toString());
  }

  @Test
  void dotsMaySeparateBytes() {
    assertEquals(Frame.classic(0x5A1, (byte) 0x11, (byte) 0x22), FrameText.parse("5A1#11.22"));
    assertEquals(Frame.fd(0x123, (byte) 0xAA), FrameText.parse("123##1aa"));
    assertEquals(Frame.of(0x123, Frame.REMOTE, 0, new byte[0]), FrameText.parse("123#R"));
  }

  @ParameterizedTest
  @CsvSource({
    "12#11, 3 digits",
    "1234#11, 3 digits",
    "123, 3 digits",
    "12G#11, not hexadecimal",
    "123#1, half a byte",
    "123#GG, not hexadecimal",
    "123#R9, from 0 to 8",
    "123##, one digit of flags",
    "800#11, does not fit in 11 bits",
    "123#112233445566778899, a frame has 0 to 8",
    "123##1112233445566778899, an FD frame has"
  })
  void whatIsWrongIsSaid(String text, String why) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> FrameText.parse(text)).getMessage();
    assertEquals("'" + text + "' is no frame: ", message.substring(0, text.length() + 16));
    assertEquals(true, message.contains(why), message);
  }
}
