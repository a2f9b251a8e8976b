// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.e2e;

import static dev.dcmrig.can.e2e.E2eStatus.INITIAL;
import static dev.dcmrig.can.e2e.E2eStatus.NO_NEW_DATA;
import static dev.dcmrig.can.e2e.E2eStatus.OK;
import static dev.dcmrig.can.e2e.E2eStatus.OK_SOME_LOST;
import static dev.dcmrig.can.e2e.E2eStatus.REPEATED;
import static dev.dcmrig.can.e2e.E2eStatus.WRONG_CRC;
import static dev.dcmrig.can.e2e.E2eStatus.WRONG_SEQUENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.e2e.E2eProfile1.DataIdMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expected frames are those of the tests of the Python package autosar-e2e
 * (https://github.com/zariiii9003/autosar-e2e, tests test_p01.py and test_p02.py), which are those
 * of the examples in AUTOSAR FO PRS E2EProtocol; check values of the CRCs are those of AUTOSAR SWS
 * CRC Library, tables of CRC8 (SAE J1850) and CRC8H2F.
 */
class E2eTest {

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static E2eProfile2 counting(int from) {
    byte[] list = new byte[16];
    for (int i = 0; i < list.length; i++) {
      list[i] = (byte) (from + i);
    }
    return new E2eProfile2(list, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "00000000, 59, 12",
    "F20183, 37, C2",
    "0FAA0055, 79, C6",
    "00FF5511, B8, 77",
    "332255AABBCCDDEEFF, CB, 11",
    "926B55, 8C, 33",
    "FFFFFFFF, 74, 6C"
  })
  void theCrcsHaveTheCheckValuesOfTheLibrarySpecification(String data, String j1850, String h2f) {
    assertEquals(Integer.parseInt(j1850, 16), Crc8.SAE_J1850.of(hex(data)));
    assertEquals(Integer.parseInt(h2f, 16), Crc8.H2F.of(hex(data)));
  }

  @Test
  void theCrcsOfOneToNineAreThoseOfTheirCatalogues() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertEquals(0x4B, Crc8.SAE_J1850.of(digits));
    assertEquals(0xDF, Crc8.H2F.of(digits));
  }

  @ParameterizedTest
  @CsvSource({
    "BOTH, cc00000000000000, 9101000000000000",
    "ALT, ce00000000000000, 0201000000000000",
    "LOW, ce00000000000000, 9301000000000000",
    "NIBBLE, 2a10000000000000, 7711000000000000"
  })
  void profile1ProtectsAsPublished(DataIdMode mode, String first, String second) {
    E2eProtector protector = new E2eProtector(new E2eProfile1(0x123, mode, 2), 8);
    byte[] data = new byte[8];
    protector.protect(data);
    assertEquals(first, HexFormat.of().formatHex(data));
    protector.protect(data);
    assertEquals(second, HexFormat.of().formatHex(data));
  }

  @Test
  void profile2ProtectsAsPublished() {
    String[] expected = {
      "0e", "1b", "98", "31", "0d", "18", "9b", "65", "08", "1d", "9e", "37", "0b", "1e", "9d", "cd"
    };
    E2eProtector protector = new E2eProtector(counting(1), 8);
    byte[] data = new byte[8];
    for (int counter = 0; counter < 16; counter++) {
      protector.protect(data);
      assertEquals(
          expected[counter] + String.format("%02x", counter) + "000000000000",
          HexFormat.of().formatHex(data));
    }
    byte[] ramp = hex("0001020304050607");
    new E2eProtector(counting(0), 8).write(ramp, 2);
    assertEquals("bc02020304050607", HexFormat.of().formatHex(ramp));
    new E2eProtector(counting(0), 8).write(ramp, 1);
    assertEquals("6101020304050607", HexFormat.of().formatHex(ramp));
  }

  private static Frame frame(E2eProfile profile, int counter) {
    byte[] data = {0, 0, 5, 6};
    new E2eProtector(profile, 4).write(data, counter);
    return Frame.classic(1, data);
  }

  @Test
  void theCheckerFollowsTheCounter() {
    E2eProfile profile = new E2eProfile1(0x110, DataIdMode.BOTH, 2);
    E2eChecker checker = new E2eChecker(profile, 4);
    assertEquals(INITIAL, checker.check(frame(profile, 12)));
    assertEquals(OK, checker.check(frame(profile, 13)));
    assertEquals(REPEATED, checker.check(frame(profile, 13)));
    assertEquals(OK, checker.check(frame(profile, 14)));
    assertEquals(OK, checker.check(frame(profile, 0)), "14 is followed by 0");
    assertEquals(OK_SOME_LOST, checker.check(frame(profile, 2)));
    assertEquals(WRONG_SEQUENCE, checker.check(frame(profile, 5)));
    assertEquals(OK, checker.check(frame(profile, 6)), "it follows the new counter");
    assertEquals(WRONG_SEQUENCE, checker.check(frame(profile, 5)), "backwards");
    assertEquals(NO_NEW_DATA, checker.noNewData());
    assertEquals(OK_SOME_LOST, checker.check(frame(profile, 8)));
    checker.reset();
    assertEquals(INITIAL, checker.check(frame(profile, 1)));
  }

  @Test
  void profile2CountsTo15() {
    E2eProfile profile = counting(0x50);
    E2eChecker checker = new E2eChecker(profile, 4);
    assertEquals(INITIAL, checker.check(frame(profile, 14)));
    assertEquals(OK, checker.check(frame(profile, 15)));
    assertEquals(OK, checker.check(frame(profile, 0)));
  }

  @Test
  void whateverIsNotWhatWasSentHasAWrongCrc() {
    for (E2eProfile profile :
        new E2eProfile[] {
          counting(0x50),
          new E2eProfile1(0x110, DataIdMode.BOTH, 2),
          new E2eProfile1(0x110, DataIdMode.NIBBLE, 2)
        }) {
      Frame right = frame(profile, 3);
      for (int bit = 0; bit < 32; bit++) {
        byte[] data = right.data();
        data[bit / 8] ^= (byte) (1 << bit % 8);
        E2eChecker checker = new E2eChecker(profile, 4);
        assertEquals(WRONG_CRC, checker.check(right.withData(data)), profile + " bit " + bit);
      }
      E2eChecker checker = new E2eChecker(profile, 4);
      assertEquals(WRONG_CRC, checker.check(Frame.classic(1, (byte) 0)), "too short");
      assertEquals(INITIAL, checker.check(right));
    }
    E2eProfile other = new E2eProfile1(0x111, DataIdMode.BOTH, 2);
    assertEquals(
        WRONG_CRC,
        new E2eChecker(other, 4).check(frame(new E2eProfile1(0x110, DataIdMode.BOTH, 2), 3)),
        "another message's data id");
  }

  @Test
  void counter15OfProfile1IsInvalidEvenWithARightCrc() {
    E2eProfile profile = new E2eProfile1(0x110, DataIdMode.BOTH, 2);
    assertEquals(WRONG_CRC, new E2eChecker(profile, 4).check(frame(profile, 15)));
  }

  @Test
  void profilesThatCantBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new E2eProfile2(new byte[15], 1));
    assertThrows(
        IllegalArgumentException.class, () -> new E2eProfile1(0x1000, DataIdMode.NIBBLE, 1));
    assertThrows(IllegalArgumentException.class, () -> new E2eProtector(counting(0), 1));
    assertTrue(new E2eProfile1(0xFFFF, DataIdMode.BOTH, 1).dataId() > 0);
  }
}
