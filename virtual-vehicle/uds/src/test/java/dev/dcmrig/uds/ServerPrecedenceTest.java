// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which refusal comes first where more than one would fit (ISO 14229-1:2020, figures 5 and 6). */
class ServerPrecedenceTest {
  private final SmallEcu ecu = new SmallEcu();

  @ParameterizedTest
  @CsvSource({
    // serviceNotSupported before all else, whatever its length.
    "default, 01, 7F0111",
    "default, BA0102, 7FBA11",
    "default, 7F, 7F7F11",
    // Not in this session, before length and sub-function.
    "default, 27, 7F277F",
    "default, 2799, 7F277F",
    "default, 2E, 7F2E7F",
    "default, 85, 7F857F",
    "default, 34, 7F347F",
    // Security of the service, before length.
    "extended, 34, 7F3433",
    "extended, 38, 7F3833",
    // Least length with a sub-function, then the sub-function, then the whole length.
    "default, 10, 7F1013",
    "default, 1009, 7F1012",
    "default, 100901, 7F1012",
    "default, 100301, 7F1013",
    "default, 1002, 7F107E",
    "default, 100201, 7F107E",
    "default, 11, 7F1113",
    "default, 1104, 7F1112",
    "default, 110100, 7F1113",
    "default, 3E, 7F3E13",
    "default, 3E01, 7F3E12",
    "default, 3E0000, 7F3E13",
    "extended, 85, 7F8513",
    "extended, 8503, 7F8512",
    "extended, 850100, 7F8531",
    "extended, 28, 7F2813",
    "extended, 2809, 7F2812",
    "extended, 2800, 7F2813",
    "extended, 280000, 7F2831",
    "extended, 28000101, 7F2813",
    // ReadDataByIdentifier: length, number, known in the session, security.
    "default, 22, 7F2213",
    "default, 22F1, 7F2213",
    "default, 22F190F1, 7F2213",
    "default, 22F190F190F190F190, 7F2213",
    "default, 220001, 7F2231",
    "default, 220200, 7F2231",
    "extended, 220200, 7F2233",
    "extended, 2200010200, 7F2233",
    "unlocked, 220200, 6202005E",
    // WriteDataByIdentifier: least length, identifier, security, whole length.
    "extended, 2E, 7F2E13",
    "extended, 2E0100, 7F2E13",
    "extended, 2EF19000, 7F2E31",
    "extended, 2E010000, 7F2E33",
    "unlocked, 2E010000, 7F2E13",
    "unlocked, 2E01000203, 6E0100",
    // RoutineControl: action, least length, routine in session, security, its action, length.
    "default, 31, 7F3113",
    "default, 3104, 7F3112",
    "default, 3101, 7F3113",
    "default, 3101FF00, 7F3131",
    "extended, 31010001, 7F3131",
    "extended, 3101FF00, 7F3133",
    "extended, 3102FF0001, 7F3133",
    "unlocked, 3102FF00, 7F3112",
    "unlocked, 3101FF0001, 7F3113",
    "extended, 31010203AABB, 71010203AABB",
    "extended, 31020203, 7F3112",
    "extended, 3103020300, 7F3113",
    // SecurityAccess: level, length, sequence, key.
    "extended, 27, 7F2713",
    "extended, 2705, 7F2712",
    "extended, 2706FF, 7F2712",
    "extended, 2700, 7F2712",
    "extended, 270100, 7F2713",
    "extended, 2702, 7F2713",
    "extended, 2702EEFE, 7F2724",
    // Trouble codes.
    "default, 14, 7F1413",
    "default, 14FFFF, 7F1413",
    "default, 14FFFFFF, 54",
    "default, 14FFFFFF00, 7F1431",
    "default, 14000001, 7F1431",
    "default, 14123456, 54",
    "default, 19, 7F1913",
    "default, 1903, 7F1912",
    "default, 1901, 7F1913",
    "default, 190108FF, 7F1913",
    "default, 1904123456, 7F1913",
    "default, 190400000101, 7F1931",
    "default, 190412345602, 7F1931",
    "default, 19061234560100, 7F1913",
    // Download: least length, formats, whole length, range; sequence of its parts.
    "unlocked, 34004400, 7F3413",
    "unlocked, 34000400000000, 7F3431",
    "unlocked, 3400460000000000000000, 7F3431",
    "unlocked, 340044000010000000, 7F3413",
    "unlocked, 3400440000200000000010, 7F3431",
    "unlocked, 3410440000100000000010, 7F3431",
    "extended, 36, 7F3613",
    "extended, 3601, 7F3624",
    "extended, 37, 7F3724",
    "unlocked, 3801, 7F3813",
    "unlocked, 3809000141, 7F3831",
    "unlocked, 38020009AA, 7F3813",
    "unlocked, 3802000141, 7802",
    // Authentication.
    "default, 29, 7F2913",
    "default, 2909, 7F2912",
    "default, 2908, 690802",
    "default, 2900, 690010",
    "default, 290000, 7F2913",
    "default, 2901, 7F2913",
    "default, 290100, 7F2922"
  })
  void theFirstReasonOfTheStandardsOrderIsGiven(String where, String request, String answer) {
    switch (where) {
      case "extended" -> ecu.ask("1003");
      case "unlocked" -> ecu.unlock();
      default -> assertEquals(1, ecu.server.session());
    }
    assertEquals(answer, ecu.ask(request));
  }

  /** Silent are 11, 12, 31, 7E, 7F, as somebody else may know it (7.5.5). */
  @ParameterizedTest
  @CsvSource({
    "01, ''",
    "3E01, ''",
    "220001, ''",
    "1002, ''",
    "2701, ''",
    "22, 7F2213",
    "3E0000, 7F3E13",
    "3E00, 7E00",
    "3E80, ''",
    "220100, 6201000001"
  })
  void someRefusalsStaySilentToRequestsToAll(String request, String answer) {
    assertEquals(answer, ecu.askAll(request));
  }
}
