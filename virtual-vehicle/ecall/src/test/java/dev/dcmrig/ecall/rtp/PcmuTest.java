// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held to table 2 of ITU-T G.711: decoder output values and decision values, in 14 bits. */
class PcmuTest {

  /** Character signal (bits 1 to 8 as on the line) and quantized value y of the table. */
  @ParameterizedTest
  @CsvSource({
    "80, 8031", "8F, 4191", "9F, 2079", "AF, 1023", "BF, 495", "CF, 231", "DF, 99", "EF, 33",
    "FE, 2", "FF, 0", "00, -8031", "0F, -4191", "1F, -2079", "2F, -1023", "3F, -495", "4F, -231",
    "5F, -99", "6F, -33", "7E, -2", "7F, 0"
  })
  void codesHaveTheValuesOfG711(String code, int value14) {
    assertEquals(value14 * 4, Pcmu.decode((byte) Integer.parseInt(code, 16)));
  }

  /** Decision values x of the table: the code changes exactly there. */
  @ParameterizedTest
  @CsvSource({
    "8158, 80",
    "7903, 80",
    "7902, 81",
    "4319, 8E",
    "4063, 8F",
    "4062, 90",
    "2143, 9E",
    "2015, 9F",
    "2014, A0",
    "1055, AE",
    "991, AF",
    "990, B0",
    "511, BE",
    "479, BF",
    "478, C0",
    "239, CE",
    "223, CF",
    "222, D0",
    "103, DE",
    "95, DF",
    "94, E0",
    "35, EE",
    "31, EF",
    "30, F0",
    "3, FD",
    "1, FE",
    "0, FF"
  })
  void codesChangeAtTheDecisionValuesOfG711(int value14, String code) {
    int expected = Integer.parseInt(code, 16);
    assertEquals(expected, Pcmu.encode((short) (value14 * 4)) & 0xFF);
    if (value14 > 0) {
      assertEquals(expected & 0x7F, Pcmu.encode((short) (-value14 * 4)) & 0xFF);
    }
  }

  @Test
  void theLoudestSamplesAreClipped() {
    assertEquals((byte) 0x80, Pcmu.encode(Short.MAX_VALUE));
    assertEquals((byte) 0x00, Pcmu.encode(Short.MIN_VALUE));
  }

  @Test
  void everyCodeButNegativeZeroComesBack() {
    for (int code = 0; code < 256; code++) {
      int expected = code == 0x7F ? 0xFF : code;
      assertEquals(expected, Pcmu.encode(Pcmu.decode((byte) code)) & 0xFF);
    }
  }
}
