// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.dcm.acn.AcnRules;
import dev.dcmrig.dcm.sos.SosRules;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a DCM without a defect decides, a row for each side of a limit: the requirement's sentence,
 * what the rule says, what the sentence says.
 */
class RequiredRulesTest {
  private static final DcmRules RULES = DcmRules.REQUIRED;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long DAY = Duration.ofHours(24).toNanos();
  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

  static Stream<Arguments> limits() {
    return Stream.of(
        row("ACN-02 an impact below the threshold is no crash", RULES.isCrash(39.99, 40), false),
        row("ACN-02 an impact at the threshold is a crash", RULES.isCrash(40, 40), true),
        row("ACN-10 closer than the window is one crash", RULES.isSameCrash(9, 10), true),
        row("ACN-10 as far apart as the window are two", RULES.isSameCrash(10, 10), false),
        row("SVT-10 a sequence below the highest is old", RULES.isNew(4, 5), false),
        row("SVT-10 the highest itself is a replay", RULES.isNew(5, 5), false),
        row("SVT-10 a sequence above the highest is new", RULES.isNew(6, 5), true),
        row("SVT-10 in time until its end", RULES.isInTime(NOON.plusNanos(1), NOON), true),
        row("SVT-10 too late at its end", RULES.isInTime(NOON, NOON), false),
        row("SVT-10 another car's order", RULES.isForThisVehicle("A", "B"), false),
        row("SVT-10 this car's order", RULES.isForThisVehicle("A", "A"), true),
        row("NET-02 two of three tries are not all", RULES.isUsedUp(2, 3), false),
        row("NET-02 three of three tries are all", RULES.isUsedUp(3, 3), true),
        row("NET-02 accepted at the first try is settled", RULES.isSettled(true, 1), true),
        row("NET-02 kept without an answer", RULES.isKeptAfter(0), true),
        row("NET-02 kept after a server's error", RULES.isKeptAfter(503), true));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        row("SOS-04 attempts, all together", RULES.sosAttempts(3), 3),
        row("ACN-04 24 h from the trigger", RULES.limitBeginNanos(SECOND, DAY), SECOND),
        row("SOS-13 hold time", RULES.holdNanos(2 * SECOND), 2 * SECOND),
        row("SOS-15 gap between attempts", RULES.sosGapNanos(5 * SECOND), 5 * SECOND),
        row("SOS-15 an INVITE goes out at once", RULES.inviteDelayNanos(), 0L),
        row("ACN-13 the first attempt is made at once", RULES.delayNanos(), 0L),
        row("ACN-05 attempts end with the limit", RULES.limitNanos(DAY), DAY),
        row("SOS-01 payload type of the offer", RULES.payloadType(8), 8),
        row("SOS-17 south stays south", RULES.latitudeMas(-121_000_000), -121_000_000),
        row("SVT-14 a fix keeps its own time", RULES.fixTimeNanos(5, 9), 5L),
        row("SVT-13 hold of a voltage", RULES.voltageHoldNanos(10 * SECOND), 10 * SECOND),
        row(
            "NET-02 the planned gap, not the first",
            RULES.gapNanos(8 * SECOND, SECOND),
            8 * SECOND),
        row("NET-02 Retry-After as asked", RULES.retryAfterNanos(120 * SECOND), 120 * SECOND));
  }

  /** A row for each combination of flags: bit 0 is the first argument. */
  static Stream<Arguments> truths() {
    return Stream.of(
        flags(
            "IND-02 red for a fault or when switched off", 2, i -> RULES.isRed(a(i), b(i)), 0b1110),
        flags("IND-03 flashes in a call only", 2, i -> RULES.isFlashing(a(i), b(i)), 0b1010),
        flags("IND-01 alternates in the first test", 1, i -> RULES.isAlternating(a(i)), 0b10),
        flags("IND-06 dark with the ignition off", 1, i -> RULES.isDark(a(i)), 0b10),
        flags("SVT-08 ordered and confirmed", 2, i -> RULES.isReportingDue(a(i), b(i)), 0b1000),
        flags("SVT-04 off until enabled", 2, i -> RULES.areFeaturesOff(a(i), b(i)), 0b1010),
        flags("SVT-07 ceases when flat", 1, i -> RULES.isCeased(a(i)), 0b10),
        flags("SVT-13 longer when weak", 1, i -> RULES.isIntervalLonger(a(i)), 0b10),
        flags("SVT-13 whatever the ignition", 1, i -> RULES.isReportedWith(a(i)), 0b11),
        flags("PRV-01 no telemetry when restricted", 1, i -> RULES.isTelemetrySent(a(i)), 0b01),
        flags("PRV-01 no position when restricted", 1, i -> RULES.isLocating(a(i)), 0b01),
        flags("ACN-11 backup for a crash", 1, i -> RULES.isBackupUsed(a(i)), 0b10),
        flags("SOS-08 no phone is needed", 1, i -> RULES.isServedWithoutPhone(), 0b11),
        flags("ACN-01 a deployed airbag is a crash", 1, i -> RULES.isDeploymentCrash(a(i)), 0b10),
        flags("ACN-10 another crash is kept", 1, i -> RULES.isLaterCrashKept(), 0b11),
        flags("ACN-03 ignition on or just lost", 1, i -> RULES.isCrashCounted(a(i)), 0b10),
        flags("ACN-11 the crash stays", 1, i -> RULES.isCrashKept(a(i)), 0b11),
        flags("SOS-05 settled by an answer", 1, i -> RULES.isSettledByCall(a(i)), 0b10),
        flags("SOS-14 counts while idle", 1, i -> RULES.isPressCounted(a(i)), 0b10),
        flags("SVT-02 heard asleep", 1, i -> RULES.isSmsHeard(a(i)), 0b11));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"limits", "numbers", "truths"})
  void decidesAsRequired(String sentence, Object decided, Object required) {
    assertEquals(required, decided);
  }

  @Test
  void onlyIgnitionAndTheDealersSwitchStandInTheWayOfAPress() {
    for (int i = 0; i < 1 << 6; i++) {
      SosRules.Circumstances now =
          new SosRules.Circumstances(a(i), b(i), bit(i, 2), bit(i, 3), bit(i, 4), bit(i, 5));
      assertEquals(a(i) && b(i), RULES.isServed(now), now::toString);
    }
  }

  @Test
  void onlyTheDealersSwitchStandsInTheWayOfACrash() {
    for (int i = 0; i < 1 << 4; i++) {
      AcnRules.Circumstances now = new AcnRules.Circumstances(a(i), b(i), bit(i, 2), bit(i, 3));
      assertEquals(a(i), RULES.isTold(now), now::toString);
    }
  }

  @Test
  void whatIsSentIsWhatWasMade() {
    assertArrayEquals(new byte[] {2, 1, -1}, RULES.encoded(new byte[] {2, 1, -1}));
    assertArrayEquals(new short[] {1, -2}, RULES.heard(new short[] {1, -2}));
  }

  private static Arguments row(String sentence, Object decided, Object required) {
    return Arguments.of(sentence, decided, required);
  }

  /**
   * @param required bit {@code n} says what is decided for combination {@code n}
   */
  private static Arguments flags(String sentence, int flags, IntPredicate rule, int required) {
    int decided = 0;
    for (int i = 0; i < 1 << flags; i++) {
      decided |= (rule.test(i) ? 1 : 0) << i;
    }
    return row(sentence, decided, required);
  }

  private static boolean a(int combination) {
    return bit(combination, 0);
  }

  private static boolean b(int combination) {
    return bit(combination, 1);
  }

  private static boolean bit(int combination, int bit) {
    return (combination >> bit & 1) == 1;
  }
}
