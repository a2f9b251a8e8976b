// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two emergency services and their numbers, each from both sides. */
class ServicesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Instants of the attempts, in milliseconds after {@code from}. */
  private static List<Long> attempts(TestDcm car, long from) {
    return car.network.connects.stream()
        .filter(connect -> connect.startsWith("assist"))
        .map(connect -> (Long.parseLong(connect.split(" ")[1]) - from) / 1_000_000)
        .toList();
  }

  // SOS.

  @ParameterizedTest
  @CsvSource({"499, 0", "500, 1"})
  void aPressCountsWhenItHasLastedTheHoldTime(long millis, int calls) {
    try (TestDcm car = TestDcm.ready()) {
      car.press(Duration.ofMillis(millis));
      car.pass(Duration.ofSeconds(5));
      assertEquals(calls, car.centre.calls.size());
    }
  }

  @ParameterizedTest
  @CsvSource({"OFF, 0", "ACC, 0", "ON, 1", "START, 1"})
  void aPressCountsInSomePositionsOfTheIgnition(String position, int calls) {
    try (TestDcm car = TestDcm.ready()) {
      car.say(DomainValue.IGNITION, position);
      car.press(SECOND);
      car.pass(Duration.ofSeconds(5));
      assertEquals(calls, car.centre.calls.size());
    }
  }

  @Test
  void thereAreThreeAttemptsThirtySecondsApart() {
    try (TestDcm car = TestDcm.ready()) {
      car.network.coverage = false;
      long from = car.timeline.nowNanos();
      car.press(SECOND);
      car.pass(Duration.ofMinutes(10));
      assertEquals(List.of(500L, 30_500L, 60_500L), attempts(car, from));
    }
  }

  @Test
  void anAttemptThatNobodyAnswersEndsAfterThirtySeconds() {
    try (TestDcm car = TestDcm.ready()) {
      car.centre.manner = TestCentre.Manner.RING;
      long from = car.timeline.nowNanos();
      car.press(SECOND);
      car.pass(Duration.ofMinutes(10));
      assertEquals(List.of(500L, 60_500L, 120_500L), attempts(car, from));
      assertTrue(car.centre.calls.stream().allMatch(call -> call.ended), "CANCEL ends each");
    }
  }

  @Test
  void aPressBetweenAttemptsBeginsNothingNew() {
    try (TestDcm car = TestDcm.ready()) {
      car.network.coverage = false;
      car.press(SECOND);
      car.pass(Duration.ofSeconds(10));
      car.press(SECOND);
      car.pass(Duration.ofMinutes(10));
      assertEquals(3, attempts(car, 0).size());
    }
  }

  @Test
  void aButtonThatIsHeldPlacesOneCallAndOneThatIsPressedAgainAnother() {
    try (TestDcm car = TestDcm.ready()) {
      car.say(DomainValue.SOS_BUTTON, "PRESSED");
      car.pass(Duration.ofSeconds(3));
      car.centre.last().hangUp();
      car.pass(Duration.ofMinutes(5));
      assertEquals(1, car.centre.calls.size());
      car.say(DomainValue.SOS_BUTTON, "RELEASED");
      car.press(SECOND);
      car.pass(SECOND);
      assertEquals(2, car.centre.calls.size());
    }
  }

  @Test
  void aButtonThatIsHeldWhileTheDcmBootsPlacesNoCall() {
    try (TestDcm car = TestDcm.ready()) {
      car.say(DomainValue.SOS_BUTTON, "PRESSED");
      car.reset();
      car.frames();
      car.say(DomainValue.SOS_BUTTON, "RELEASED");
      car.pass(Duration.ofSeconds(5));
      assertEquals(0, car.centre.calls.size());
    }
  }

  @Test
  void aFaultySwitchAtTheWirePlacesNoCallAndTheBusStillDoes() {
    try (TestDcm car = TestDcm.ready()) {
      car.pins.condition(Line.SOS_SWITCH, Condition.SHORT);
      car.pins.sosSwitch(true);
      car.pass(Duration.ofSeconds(5));
      assertEquals(0, car.centre.calls.size());
      car.press(SECOND);
      car.pass(SECOND);
      assertEquals(1, car.centre.calls.size());
    }
  }

  @Test
  void aDisabledServicePlacesNoCallOfEitherKind() {
    try (TestDcm car = TestDcm.ready()) {
      car.memory.put("telematics.disabled", "yes");
      car.press(SECOND);
      car.deploy();
      car.pass(Duration.ofMinutes(5));
      assertEquals(0, attempts(car, 0).size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MODEM", "CELLULAR_ANTENNA", "SIM"})
  void withoutWhatTheModemNeedsNoAttemptReachesTheNetwork(Line line) {
    try (TestDcm car = TestDcm.ready()) {
      car.pins.condition(line, Condition.MISSING);
      car.press(SECOND);
      car.pass(Duration.ofMinutes(5));
      assertEquals(0, attempts(car, 0).size());
    }
  }

  // ACN.

  @ParameterizedTest
  @CsvSource({"19.9, 0", "20, 1"})
  void anImpactCountsFromItsThresholdOn(double peakG, int calls) {
    try (TestDcm car = TestDcm.ready()) {
      car.impact(peakG);
      car.pass(Duration.ofSeconds(5));
      assertEquals(calls, car.centre.calls.size());
    }
  }

  @ParameterizedTest
  @CsvSource({"9990, 1", "10000, 2"})
  void whatComesWithinTenSecondsIsTheSameCrash(long millis, int calls) {
    try (TestDcm car = TestDcm.ready()) {
      car.deploy();
      car.pass(Duration.ofMillis(millis - 1));
      car.impact(40);
      car.pass(SECOND);
      car.centre.last().hangUp();
      car.pass(Duration.ofSeconds(5));
      assertEquals(calls, car.centre.calls.size());
    }
  }

  @ParameterizedTest
  @CsvSource({"998, 1", "1001, 0"})
  void theIgnitionMayFailOneSecondBeforeTheFrame(long millis, int calls) {
    try (TestDcm car = TestDcm.ready()) {
      car.say(DomainValue.IGNITION, "OFF");
      car.pass(Duration.ofMillis(millis - 1));
      car.deploy();
      car.pass(Duration.ofSeconds(5));
      assertEquals(calls, car.centre.calls.size());
    }
  }

  @Test
  void attemptsComeEveryTwoMinutesUntilTheLimit() {
    try (TestDcm car = TestDcm.ready("acn.limit=6min")) {
      car.network.coverage = false;
      long from = car.timeline.nowNanos();
      car.deploy();
      car.pass(Duration.ofHours(1));
      assertEquals(List.of(0L, 120_000L, 240_000L), attempts(car, from));
    }
  }

  @Test
  void anAttemptThatGoesOnAtTheLimitIsLetBeAndIsTheLast() {
    try (TestDcm car = TestDcm.ready("acn.limit=2min")) {
      car.centre.manner = TestCentre.Manner.RING;
      car.deploy();
      car.pass(Duration.ofMillis(119_999));
      car.pass(Duration.ofHours(1));
      assertEquals(1, attempts(car, 0).size());
    }
    try (TestDcm car = TestDcm.ready("acn.limit=151s")) {
      car.centre.manner = TestCentre.Manner.RING;
      car.deploy();
      car.pass(Duration.ofSeconds(152));
      car.centre.last().answer();
      car.pass(Duration.ofMinutes(5));
      assertEquals(2, attempts(car, 0).size());
      assertTrue(car.centre.last().connected);
    }
  }

  @Test
  void aLimitThatPassedWithoutPowerEndsTheEvent() {
    try (TestDcm car = TestDcm.ready("acn.limit=2h")) {
      car.pins.condition(Line.BACKUP_BATTERY, Condition.DEFECTIVE);
      car.network.coverage = false;
      car.deploy();
      car.pass(SECOND);
      car.pins.supply(0);
      car.pass(Duration.ofHours(2));
      int before = attempts(car, 0).size();
      car.pins.supply(12.6);
      car.pass(Duration.ofMinutes(10));
      assertEquals(before, attempts(car, 0).size());
      assertFalse(car.memory.get("acn.incident").isPresent());
    }
  }

  @Test
  void whatStandsInTheFirstFrameAfterTheBootIsNoNewCrash() {
    try (TestDcm car = new TestDcm(TestProfile.of())) {
      car.say(DomainValue.IGNITION, "ON");
      car.reader.stage(DomainValue.IMPACT_LEVEL, 100);
      car.deploy();
      car.pass(Duration.ofSeconds(5));
      assertEquals(0, car.centre.calls.size());
    }
  }

  @Test
  void aFrameThatFailsItsProtectionIsNoCrash() {
    try (TestDcm car = TestDcm.ready()) {
      car.reader.stage(DomainValue.AIRBAG_DEPLOYED, "YES");
      car.badAirbagFrame();
      car.pass(Duration.ofSeconds(5));
      assertEquals(0, car.centre.calls.size());
    }
  }

  @Test
  void aPressWhileACollisionIsBeingReportedBeginsNothing() {
    try (TestDcm car = TestDcm.ready()) {
      car.network.coverage = false;
      car.deploy();
      car.pass(Duration.ofSeconds(5));
      car.press(SECOND);
      car.pass(Duration.ofSeconds(100));
      assertEquals(1, attempts(car, 0).size());
    }
  }
}
