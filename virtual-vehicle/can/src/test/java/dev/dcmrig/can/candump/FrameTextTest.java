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
    "123#1122334455667788_E, 123   [8]  11 22 33 44 55 66 77 88",
    "12345678#R8_9, 12345678   [8]  remote request",
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
    FrameText.appendConsole(text, FrameText.parse(log), new FrameText.View(true, false), true);
    assertEquals(console, text.toString());
  }

  @Test
  void aRawDataLengthCodeIsKept() {
    assertEquals(14, FrameText.parse("123#11.22.33.44.55.66.77.88_e").dlc());
    assertEquals("123#1122334455667788_E", FrameText.parse("123#1122334455667788_E").toString());
    Frame remote = FrameText.parse("123#R8_9");
    assertEquals(9, remote.dlc());
    assertEquals(8, remote.length());
    StringBuilder text = new StringBuilder();
    FrameText.appendConsole(text, remote, new FrameText.View(false, true), false);
    FrameText.appendConsole(
        text, FrameText.parse("7#".replace("7", "007")), new FrameText.View(false, true), false);
    assertEquals("123   {9}  remote request007   {0} ", text.toString());
  }

  /** Each line: bytes of data, and those that an FD frame has for them. */
  @ParameterizedTest
  @CsvSource({"0, 0", "8, 8", "9, 12", "12, 12", "13, 16", "21, 24", "33, 48", "49, 64", "64, 64"})
  void dataOfAnFdFrameAreFilledUpToALengthThatFdHas(int bytes, int length) {
    Frame frame = FrameText.parse("123##1" + "A5".repeat(bytes));
    assertEquals(length, frame.length());
    for (int index = 0; index < length; index++) {
      assertEquals(index < bytes ? (byte) 0xA5 : 0, frame.at(index));
    }
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
    "123#1122334455667788_8, 9 to F",
    "123#1122334455667788_, one digit",
    "123#1122334455667788_EE, one digit",
    "123#1122_E, a classic frame of 8 bytes",
    "123#R4_E, a classic frame of 8 bytes",
    "123##11122334455667788_E, one of a classic frame",
    "123#1.1, one dot may stand between",
    "123#11..22, one dot may stand between",
    "45123#81:00:12345678#11, CAN XL"
  })
  void whatIsWrongIsSaid(String text, String why) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> FrameText.parse(text)).getMessage();
    assertEquals("'" + text + "' is no frame: ", message.substring(0, text.length() + 16));
    assertEquals(true, message.contains(why), message);
  }

  @Test
  void aLineOfAnyLengthIsRefusedInASentence() {
    String endless = "123#" + "00".repeat(200_000);
    assertThrows(IllegalArgumentException.class, () -> FrameText.parse(endless));
  }
}
