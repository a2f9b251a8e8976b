// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sleep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.DcmRules;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a DCM falls asleep and what wakes it; sleep.after is 10 min, sleep.awake 2 min. */
class FallingAsleepTest {
  private final Rest rest = new Rest();
  private DcmParts parts = new DcmParts();
  private SleepService sleep = newSleep();

  private SleepService newSleep() {
    return new SleepService(
        parts.context, parts.settings.sleep(), DcmRules.REQUIRED, parts.car, rest);
  }

  private void ignition(boolean on) {
    parts.say(DomainValue.IGNITION, on ? "ON" : "OFF");
    frame();
  }

  private void frame() {
    sleep.frame(parts.timeline.nowNanos());
  }

  /** The rest of the DCM. */
  private static final class Rest implements SleepService.Dependencies {
    boolean busy;
    int sleeps;
    int wakes;

    @Override
    public boolean isKeptAwake() {
      return busy;
    }

    @Override
    public void putToSleep() {
      sleeps++;
    }

    @Override
    public void wakeAll() {
      wakes++;
    }
  }

  private void pass(Duration duration) {
    parts.pass(duration);
  }

  private void asleep() {
    sleep.boot();
    pass(Duration.ofMinutes(10));
    assertTrue(sleep.isAsleep());
  }

  @ParameterizedTest
  @CsvSource({"599999, false", "600000, true"})
  void itFallsAsleepTenMinutesAfterTheIgnitionWentOff(long millis, boolean asleep) {
    sleep.boot();
    frame();
    ignition(true);
    pass(Duration.ofHours(1));
    ignition(false);
    parts.passMillis(millis);
    assertEquals(asleep, sleep.isAsleep());
  }

  @ParameterizedTest
  @CsvSource({"599999, false", "600000, true"})
  void theLastFrameCountsWhenItIsLater(long millis, boolean asleep) {
    sleep.boot();
    ignition(false);
    pass(Duration.ofMinutes(1));
    frame();
    parts.passMillis(millis);
    assertEquals(asleep, sleep.isAsleep());
  }

  @Test
  void withTheIgnitionOnItNeverSleeps() {
    sleep.boot();
    ignition(true);
    pass(Duration.ofDays(30));
    assertFalse(sleep.isAsleep());
  }

  @Test
  void aDcmThatNeverSleepsDoesNot() {
    parts = new DcmParts("sleep.mode=never");
    sleep = newSleep();
    sleep.boot();
    ignition(false);
    pass(Duration.ofDays(30));
    assertFalse(sleep.isAsleep());
  }

  @Test
  void whatGoesOnKeepsItAwakeUntilItIsOver() {
    rest.busy = true;
    sleep.boot();
    pass(Duration.ofHours(5));
    assertFalse(sleep.isAsleep());
    rest.busy = false;
    pass(Duration.ofMinutes(2));
    assertTrue(sleep.isAsleep());
  }

  @Test
  void thirtyDaysOfSleepTakeNoStep() {
    asleep();
    pass(Duration.ofDays(30));
    assertEquals(1, rest.sleeps);
    assertEquals(0, rest.wakes);
  }

  @ParameterizedTest
  @CsvSource({"119999, false", "120000, true"})
  void aShortMessageWithNothingToDoIsForgottenAfterTwoMinutes(long millis, boolean asleep) {
    asleep();
    assertTrue(sleep.sms());
    assertEquals(1, rest.wakes);
    parts.passMillis(millis);
    assertEquals(asleep, sleep.isAsleep());
  }

  @ParameterizedTest
  @CsvSource({"119999, false", "120000, true"})
  void aShortMessageJustBeforeItSleepsKeepsItAwakeForTwoMinutes(long millis, boolean asleep) {
    sleep.boot();
    pass(Duration.ofMillis(599_999));
    assertTrue(sleep.sms(), "it is heard");
    parts.passMillis(millis);
    assertEquals(asleep, sleep.isAsleep());
  }

  @Test
  void aShortMessageLongBeforeDoesNotShortenItsDay() {
    sleep.boot();
    assertTrue(sleep.sms());
    pass(Duration.ofMillis(599_999));
    assertFalse(sleep.isAsleep());
    parts.passMillis(1);
    assertTrue(sleep.isAsleep());
  }

  @Test
  void aFrameAndAPinWakeIt() {
    asleep();
    frame();
    assertEquals(1, rest.wakes);
    pass(Duration.ofMinutes(10));
    sleep.pinsChanged();
    assertEquals(2, rest.wakes);
    assertFalse(sleep.isAsleep());
  }

  @Test
  void withoutPowerItIsNotAsleepAndNothingHappens() {
    asleep();
    sleep.stop();
    assertFalse(sleep.isAsleep());
    pass(Duration.ofDays(1));
    assertEquals(1, rest.sleeps);
  }
}
