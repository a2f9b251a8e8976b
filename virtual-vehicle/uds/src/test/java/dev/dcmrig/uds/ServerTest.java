// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sessions, security, trouble codes, downloads and times of a server. */
class ServerTest {
  private final SmallEcu ecu = new SmallEcu();

  @Test
  void aSessionSaysItsTimesAndEndsAfterS3() {
    assertEquals("5003006400C8", ecu.ask("1003"));
    ecu.pass(UdsServer.S3_NANOS - 1);
    assertEquals(3, ecu.server.session());
    assertEquals("7E00", ecu.ask("3E00"));
    ecu.pass(UdsServer.S3_NANOS - 1);
    assertEquals(3, ecu.server.session());
    assertEquals("", ecu.ask("3E80"));
    ecu.pass(UdsServer.S3_NANOS - 1);
    assertEquals(3, ecu.server.session());
    ecu.pass(1);
    assertEquals(1, ecu.server.session());
    assertTrue(ecu.done.contains("communication 0 1"), "and all is as before it");
  }

  @Test
  void theDefaultSessionDoesNotEnd() {
    ecu.ask("3E00");
    ecu.pass(100 * SmallEcu.SECOND);
    assertEquals(1, ecu.server.session());
    assertEquals("5001003201F4", ecu.ask("1001"));
  }

  @Test
  void aSuppressedResponseIsNotSentAndARefusalIs() {
    assertEquals("", ecu.ask("1083"));
    assertEquals(3, ecu.server.session());
    assertEquals("7F1012", ecu.ask("1089"));
    assertEquals("", ecu.ask("31810203AABB"));
    assertEquals("7F3131", ecu.ask("31810001"));
  }

  @Test
  void aKeyUnlocksALevelAndAnotherSessionLocksIt() {
    ecu.ask("1003");
    assertEquals("67011101", ecu.ask("2701"));
    assertEquals("6702", ecu.ask("2702EEFE"));
    assertEquals("67010000", ecu.ask("2701"), "a zero seed: it is unlocked");
    assertEquals("6202005E", ecu.ask("220200"));
    ecu.ask("1003");
    assertEquals("7F2233", ecu.ask("220200"));
  }

  @Test
  void anotherLevelLocksTheFirst() {
    ecu.unlock();
    ecu.ask("2703");
    assertEquals("6704", ecu.ask("2704EEFC"));
    assertEquals("7F2233", ecu.ask("220200"));
  }

  @Test
  void threeWrongKeysMeanADelay() {
    ecu.ask("1003");
    for (int n = 0; n < 2; n++) {
      ecu.ask("2701");
      assertEquals("7F2735", ecu.ask("27020000"));
      assertEquals("7F2724", ecu.ask("2702EEFE"), "a wrong key uses its seed up");
    }
    ecu.ask("2701");
    assertEquals("7F2736", ecu.ask("27020000"));
    assertEquals("7F2737", ecu.ask("2701"));
    for (int n = 0; n < 4; n++) {
      ecu.pass(SecurityServices.DELAY_NANOS / 4 - 1);
      ecu.ask("3E00");
    }
    assertEquals("7F2737", ecu.ask("2701"));
    ecu.pass(4);
    assertEquals("67011101", ecu.ask("2701"));
  }

  @Test
  void aKeyForAnotherLevelThanTheSeedsIsOutOfTurn() {
    ecu.ask("1003");
    ecu.ask("2701");
    assertEquals("7F2724", ecu.ask("2704EEFC"));
  }

  @Test
  void troubleCodesAreCountedListedAndCleared() {
    assertEquals("59017F010000", ecu.ask("190108"));
    assertEquals("590A7F123456509A010050", ecu.ask("190A"));
    TreeMap<Integer, byte[]> snapshot = new TreeMap<>();
    snapshot.put(0x0100, new byte[] {7, 8});
    ecu.dtcs.failed(0x123456, snapshot);
    ecu.dtcs.failed(0x123456, new TreeMap<>());
    assertEquals("59017F010001", ecu.ask("190108"));
    assertEquals("59027F1234562F", ecu.ask("19022F"));
    ecu.dtcs.passed(0x123456);
    assertEquals("59027F1234562E", ecu.ask("190208"), "gone, and still confirmed");
    assertEquals("59027F", ecu.ask("190201"));
    ecu.dtcs.failed(0x123456, new TreeMap<>());
    assertEquals("59041234562F010101000708", ecu.ask("1904123456FF"));
    assertEquals("59061234562F0102", ecu.ask("190612345601"), "it came twice");
    assertEquals("59049A010050", ecu.ask("19049A010001"), "there is no snapshot");
    assertEquals("54", ecu.ask("14123456"));
    assertEquals("59027F", ecu.ask("190208"));
    ecu.dtcs.failed(0x9A0100, new TreeMap<>());
    assertEquals("54", ecu.ask("14FFFFFF"));
    assertEquals("59017F010000", ecu.ask("190108"));
  }

  @Test
  void aSettingThatIsOffKeepsTroubleCodesAsTheyAreUntilTheSessionEnds() {
    ecu.ask("1003");
    assertEquals("C502", ecu.ask("8502"));
    ecu.dtcs.failed(0x123456, new TreeMap<>());
    assertEquals("59017F010000", ecu.ask("190108"));
    ecu.pass(UdsServer.S3_NANOS);
    ecu.dtcs.failed(0x123456, new TreeMap<>());
    assertEquals("59017F010001", ecu.ask("190108"));
  }

  /** ISO 14229-1, 10.8: after a reset trouble codes are stored again. */
  @Test
  void aServerThatEndsLeavesNothingSwitchedOff() {
    ecu.ask("1003");
    ecu.ask("8502");
    ecu.server.close();
    ecu.dtcs.failed(0x123456, new TreeMap<>());
    assertEquals("59017F010001", ecu.ask("190108"));
  }

  @Test
  void aSessionLastsWhileARequestIsComing() {
    ecu.ask("1003");
    ecu.pass(UdsServer.S3_NANOS - SmallEcu.SECOND);
    ecu.server.begins();
    ecu.pass(UdsServer.S3_NANOS);
    assertEquals(3, ecu.server.session());
    ecu.server.broken();
    ecu.pass(UdsServer.S3_NANOS - SmallEcu.SECOND);
    assertEquals(3, ecu.server.session());
    ecu.pass(SmallEcu.SECOND);
    assertEquals(1, ecu.server.session());
  }

  @Test
  void aDownloadTakesItsBlocksInTurn() {
    ecu.unlock();
    assertEquals("74200016", ecu.ask("3400440000100000000023"));
    assertEquals("7F3422", ecu.ask("3400440000100000000023"), "one at a time");
    assertEquals("7F3673", ecu.ask("3600AA"));
    assertEquals("7F3673", ecu.ask("3602AA"));
    String twenty = "A5".repeat(20);
    assertEquals("7F3613", ecu.ask("3601" + twenty + "00"), "longer than a block");
    assertEquals("7601", ecu.ask("3601" + twenty));
    assertEquals("7601", ecu.ask("3601" + twenty), "said again, taken once");
    assertEquals("7F3724", ecu.ask("37"), "not all is there");
    assertEquals("7F3671", ecu.ask("3602" + "5A".repeat(16)), "more than was announced");
    assertEquals("7602", ecu.ask("3602" + "5A".repeat(15)));
    assertEquals("7F3624", ecu.ask("36035A"));
    assertEquals("77", ecu.ask("37"));
    assertEquals("7F3724", ecu.ask("37"));
    byte[] expected = new byte[100];
    Arrays.fill(expected, 0, 20, (byte) 0xA5);
    Arrays.fill(expected, 20, 35, (byte) 0x5A);
    assertArrayEquals(expected, ecu.flash);
  }

  @Test
  void theBlockCounterGoesFromFfTo00() {
    ecu.unlock();
    String file = HexFormat.of().formatHex(new Request.FileTransfer(1, "a", 0, 300).encode());
    assertEquals("780102001600", ecu.ask(file));
    for (int n = 1; n <= 300; n++) {
      String counter = String.format("%02X", n & 0xFF);
      assertEquals("76" + counter, ecu.ask("36" + counter + "77"));
      ecu.pass(SmallEcu.MILLI);
    }
    assertEquals("77", ecu.ask("37"));
    assertEquals(List.of("file 1 a"), ecu.done.subList(ecu.done.size() - 1, ecu.done.size()));
  }

  @Test
  void anotherSessionEndsADownload() {
    ecu.unlock();
    ecu.ask("3400440000100000000023");
    ecu.ask("1003");
    assertEquals("7F3624", ecu.ask("3601AA"));
  }

  @Test
  void whatLastsLongerThanP2IsPendingAndThenDone() {
    ecu.unlock();
    ecu.eraseNanos = 4 * SmallEcu.SECOND;
    assertEquals("", ecu.ask("3181FF00"));
    ecu.pass(80 * SmallEcu.MILLI - 1);
    assertEquals(List.of(), ecu.said);
    ecu.pass(1);
    assertEquals(List.of("7F3178"), ecu.said);
    // P2* is 2 s: the next ones come after 1.6 s each.
    ecu.pass(1600 * SmallEcu.MILLI);
    assertEquals(List.of("7F3178", "7F3178"), ecu.said);
    ecu.pass(4 * SmallEcu.SECOND);
    assertEquals(
        List.of("7F3178", "7F3178", "7F3178", "7101FF0000"),
        ecu.said,
        "told to wait, told the end, although suppressed");
    assertEquals(3, ecu.server.session(), "S3 counts from the end");
  }

  @Test
  void whoAsksMeanwhileIsToldThatItIsBusy() {
    ecu.unlock();
    ecu.ask("3101FF00");
    assertEquals("7F2221", ecu.ask("22F190"));
    assertEquals("", ecu.ask("3E80"));
    assertEquals("", ecu.askAll("22F190"));
    ecu.pass(3 * SmallEcu.SECOND);
    assertEquals("62F190", ecu.ask("22F190").substring(0, 6));
  }

  @Test
  void whoWasToldToWaitIsToldTheEndAlsoOfARequestToAll() {
    ecu.unlock();
    ecu.erased = Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
    assertEquals("", ecu.askAll("3101FF00"));
    ecu.pass(3 * SmallEcu.SECOND);
    assertEquals(List.of("7F3178", "7F3178", "7F3131"), ecu.said);
  }

  @Test
  void aResetComesAfterItsResponse() {
    ecu.unlock();
    assertEquals("5101", ecu.ask("1101"));
    assertEquals("reset 1", ecu.done.get(ecu.done.size() - 1));
    assertEquals(1, ecu.server.session());
  }

  @Test
  void aResponseThatIsTooLongIsRefused() {
    UdsServer small =
        new UdsServer(ecu.timeline, SmallEcu.description(20), ecu, new DtcMemory(ecu.description));
    ecu.said.clear();
    small.request(
        SmallEcu.hex("22F1900100"),
        false,
        answer -> ecu.said.add(String.format("%02X", answer[2])));
    assertEquals(List.of("14"), ecu.said);
  }
}
