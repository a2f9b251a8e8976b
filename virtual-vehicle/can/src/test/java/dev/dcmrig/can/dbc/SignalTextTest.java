// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.FrameText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames in the words of a DBC file. */
class SignalTextTest {
  private static final Dbc DBC =
      Dbc.parse(
          "small.dbc",
          String.join(
              "\n",
              "VERSION \"\"",
              "BU_: Ecu",
              "BO_ 256 Speed: 3 Ecu",
              " SG_ Vehicle : 0|16@1+ (0.01,0) [0|655.35] \"km/h\" Ecu",
              " SG_ Gear : 16|4@1+ (1,0) [0|15] \"\" Ecu",
              "BO_ 257 Muxed: 2 Ecu",
              " SG_ Page M : 0|8@1+ (1,0) [0|255] \"\" Ecu",
              " SG_ Left m0 : 8|8@1- (1,0) [-128|127] \"\" Ecu",
              " SG_ Right m1 : 8|8@1+ (1,0) [0|255] \"V\" Ecu",
              "VAL_ 256 Gear 1 \"drive\" 2 \"reverse\" ;",
              ""));

  @ParameterizedTest
  @CsvSource({
    "100#E80301, 'Speed(Vehicle: 10 km/h, Gear: drive)'",
    "100#D20407, 'Speed(Vehicle: 12.34 km/h, Gear: 7)'",
    "100##1E8030100, 'Speed(Vehicle: 10 km/h, Gear: drive)'",
    "100#E803, 'Speed(Vehicle: 10 km/h, too short: 2 of 3 bytes)'",
    "101#00FF, 'Muxed(Page: 0, Left: -1)'",
    "101#01FF, 'Muxed(Page: 1, Right: 255 V)'",
    "101#02FF, Muxed(Page: 2)"
  })
  void aMessageIsDecoded(String frame, String text) {
    StringBuilder said = new StringBuilder();
    SignalText.append(said, DBC, FrameText.parse(frame));
    assertEquals(text, said.toString());
  }

  @Test
  void nothingIsSaidOfAFrameThatTheFileDoesNotKnow() {
    StringBuilder said = new StringBuilder();
    assertFalse(SignalText.append(said, DBC, Frame.classic(0x102)));
    assertFalse(SignalText.append(said, DBC, Frame.extended(0x100, new byte[3])));
    assertFalse(SignalText.append(said, DBC, Frame.of(0x100, Frame.REMOTE, 3, new byte[0])));
    assertEquals("", said.toString());
  }
}
