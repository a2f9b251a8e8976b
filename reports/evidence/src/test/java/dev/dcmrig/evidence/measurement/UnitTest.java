// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

  @ParameterizedTest
  @CsvSource({
    "METRE, 7532077.5, 7532.1 km",
    "METRE, 10000, 10.0 km",
    "METRE, -12345, -12.3 km",
    "METRE, 9999.9, 9999.9 m",
    "METRE, 150, 150.0 m",
    "SECOND, 2.51, 2.510 s",
    "SECOND, 86412.3, 24 h 0 min 12.300 s",
    "ONE, 7532077, 7532077",
    "VOLT, 12000, 12000.00 V"
  })
  void peopleReadLargeValuesInAUnitThatFits(Unit unit, double value, String text) {
    assertEquals(text, unit.text(value));
  }
}
