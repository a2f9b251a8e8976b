// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  private final OtaRules rules = new OtaRules() {};

  @ParameterizedTest
  @CsvSource({
    "0, 100, 1, false", "1, 100, 1, true", "2, 100, 3, false", "3, 100, 3, true",
    "1, 3, 34, false", "1, 3, 33, true", "100, 100, 0, false", "0, 0, 1, false",
    "1, 1, 100, true", "2147483647, 2147483647, 100, true"
  })
  void aWaveFailsTooOftenWhenTheShareIsReached(
      int errors, int total, int percent, boolean tooMany) {
    assertEquals(tooMany, rules.errorLimitReached(errors, total, percent));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 100, 0, true", "89, 100, 90, false", "90, 100, 90, true", "2, 3, 67, false",
    "2, 3, 66, true", "0, 0, 100, true", "99, 100, 100, false", "100, 100, 100, true"
  })
  void theNextWaveMayBeginWhenTheShareIsReached(
      int succeeded, int total, int percent, boolean enough) {
    assertEquals(enough, rules.successReached(succeeded, total, percent));
  }

  @Test
  void silenceBeginsAtItsLimit() {
    assertFalse(rules.isSilent(Duration.ofMillis(59_999), Duration.ofMinutes(1)));
    assertTrue(rules.isSilent(Duration.ofMinutes(1), Duration.ofMinutes(1)));
  }

  @Test
  void eachPauseGrowsByItsFactorUpToItsLimit() {
    Retries retries = new Retries(5, 10, 3, 100);
    assertEquals(
        List.of(10L, 30L, 90L, 100L, 100L),
        List.of(1, 2, 3, 4, 5).stream().map(retries::pauseSeconds).toList());
    assertEquals(Retries.MAX_SECONDS, new Retries(20, 8_640_000, 100, 0).pauseSeconds(20));
  }

  @ParameterizedTest
  @CsvSource({
    "-1,0,1,0",
    "21,0,1,0",
    "1,-1,1,0",
    "1,8640001,1,0",
    "1,1,0,0",
    "1,1,101,0",
    "1,1,1,-1"
  })
  void retriesOutOfBoundsAreRefused(int most, long backOff, int factor, long limit) {
    assertThrows(IllegalArgumentException.class, () -> new Retries(most, backOff, factor, limit));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-01T21:59:59Z, false",
    "2026-06-01T22:00:00Z, true",
    "2026-06-02T01:59:59Z, true",
    "2026-06-02T02:00:00Z, false",
    "2026-06-02T22:30:00Z, false"
  })
  void aWindowThatOpensOnMondayEveningLastsIntoTuesday(Instant at, boolean open) {
    MaintenanceWindow window = new MaintenanceWindow(List.of(DayOfWeek.MONDAY), 22 * 60, 240, "Z");
    assertEquals(open, window.isOpen(at));
  }

  @Test
  void aWindowCountsInItsOwnZone() {
    MaintenanceWindow window = new MaintenanceWindow(List.of(), 60, 60, "+10:00");
    assertTrue(window.isOpen(Instant.parse("2026-05-31T15:00:00Z")));
    assertFalse(window.isOpen(Instant.parse("2026-05-31T14:59:59Z")));
    assertThrows(
        IllegalArgumentException.class, () -> new MaintenanceWindow(List.of(), 0, 1, "Mars/Base"));
  }

  @Test
  void aDayThatIsNamedAgainAndAgainIsOneDay() {
    List<DayOfWeek> days = java.util.Collections.nCopies(500, DayOfWeek.MONDAY);
    assertEquals(List.of(DayOfWeek.MONDAY), new MaintenanceWindow(days, 0, 60, "Z").days());
  }

  @Test
  void onlyTimeforcedHasAnInstant() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new UpdatePolicy(ActionKind.TIMEFORCED, null, false, null, 0, Retries.NONE));
    assertThrows(
        IllegalArgumentException.class,
        () -> new UpdatePolicy(ActionKind.SOFT, 1L, false, null, 0, Retries.NONE));
  }
}
