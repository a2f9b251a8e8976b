// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.svt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.dcm.DcmParts;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoltageLimitTest {
  private final DcmParts parts = new DcmParts();
  private int changes;

  private VoltageLimit limit(double volts) {
    long hold = Duration.ofSeconds(10).toNanos();
    return new VoltageLimit(parts.timeline, volts, 0.5, hold, () -> changes++);
  }

  @ParameterizedTest
  @ValueSource(doubles = {11.5, 9.0})
  void theLimitItselfIsNotBelowIt(double volts) {
    VoltageLimit limit = limit(volts);
    limit.volts(volts);
    parts.passMillis(60_000);
    assertFalse(limit.isBelow());
    limit.volts(volts - 0.01);
    parts.passMillis(9_900);
    assertFalse(limit.isBelow());
    parts.passMillis(200);
    assertTrue(limit.isBelow());
    assertEquals(1, changes);
  }

  @ParameterizedTest
  @ValueSource(doubles = {11.5, 9.0})
  void aDipThatIsTooShortChangesNothing(double volts) {
    VoltageLimit limit = limit(volts);
    limit.volts(volts - 1);
    parts.passMillis(9_900);
    limit.volts(volts);
    parts.passMillis(200);
    limit.volts(volts - 1);
    parts.passMillis(9_900);
    assertFalse(limit.isBelow());
    assertEquals(0, changes);
  }

  @ParameterizedTest
  @ValueSource(doubles = {11.5, 9.0})
  void itEndsOnlyAtTheLimitPlusTheHysteresis(double volts) {
    VoltageLimit limit = limit(volts);
    limit.boot(volts - 0.01);
    parts.passMillis(9_900);
    assertFalse(limit.isBelow(), "a boot at a low voltage begins the hold time, too");
    parts.passMillis(200);
    assertTrue(limit.isBelow());
    limit.volts(volts + 0.49);
    parts.passMillis(60_000);
    assertTrue(limit.isBelow());
    limit.volts(volts + 0.5);
    parts.passMillis(9_900);
    assertTrue(limit.isBelow());
    parts.passMillis(200);
    assertFalse(limit.isBelow());
  }
}
