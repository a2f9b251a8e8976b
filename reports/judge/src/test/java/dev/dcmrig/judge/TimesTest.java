// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import static dev.dcmrig.judge.Recorded.STEP;
import static dev.dcmrig.judge.Recorded.at;
import static dev.dcmrig.judge.Recorded.isMet;
import static dev.dcmrig.judge.Recorded.nanos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.judge.Gaps.Interval;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each check of times and numbers goes red by a small change of the evidence. */
class TimesTest {
  private static final Question TIME = new Question("time", Unit.SECOND);
  private static final Question NUMBER = new Question("things", Unit.ONE);
  private static final Limit TWO_SECONDS = Limit.atMost(2, 0, STEP);
  private static final Limit SIXTY_SECONDS = Limit.nominal(60, 4, STEP);
  private static final Limit THIRTY_SECONDS = Limit.nominal(30, 0.5, STEP);

  private static Measurement latency(double... seconds) {
    return Latency.toFirst(TIME, nanos(10), List.copyOf(at(seconds)), TWO_SECONDS, nanos(40));
  }

  @Test
  void anEventIsLateByAMillisecond() {
    assertTrue(isMet(latency(12)));
    assertFalse(isMet(latency(12.001)));
    assertEquals(2.001, latency(12.001).value(), 1e-9);
  }

  @Test
  void whatWasThereBeforeIsNoEffect() {
    assertFalse(isMet(latency(9.999)));
    assertTrue(isMet(latency(9.999, 11)));
    assertNull(latency().value());
    assertEquals("none in 30.000 s", latency().word());
  }

  @Test
  void whatHasAnIdOfItsOwnMayHaveComeBefore() {
    Measurement before =
        Latency.toFirstEver(TIME, nanos(10), at(new double[] {9}), TWO_SECONDS, nanos(40));
    assertTrue(isMet(before));
    assertFalse(isMet(Latency.toFirstEver(TIME, nanos(10), List.of(), TWO_SECONDS, nanos(40))));
    assertFalse(
        isMet(
            Latency.toFirstEver(TIME, nanos(10), at(new double[] {12.5}), TWO_SECONDS, nanos(40))));
  }

  @Test
  void oneTooManyAndOneTooFewAreCounted() {
    Limit three = Limit.exactly(3, STEP);
    assertTrue(isMet(Counting.of(NUMBER, at(1, 2, 3), three)));
    assertFalse(isMet(Counting.of(NUMBER, at(1, 2), three)));
    Measurement four = Counting.of(NUMBER, at(1, 2, 3, 4, 5), three);
    assertFalse(isMet(four));
    assertEquals(nanos(4), four.decidedBy().get(3).nanos(), "the fourth decides");
    assertEquals(4, four.decidedBy().size());
  }

  private static boolean areGapsMet(double secondStart) {
    return isMet(
        Gaps.fromEndToStart(
            TIME,
            List.of(
                new Interval(nanos(0), nanos(5), "attempt", ""),
                new Interval(nanos(secondStart), nanos(40), "attempt", "")),
            THIRTY_SECONDS));
  }

  @Test
  void aGapIsMeasuredFromTheEnd() {
    assertTrue(areGapsMet(35.5));
    assertFalse(areGapsMet(35.501));
    assertTrue(areGapsMet(34.5));
    assertFalse(areGapsMet(34.499));
  }

  @Test
  void oneThingAloneHasNoGap() {
    List<Measurement> none =
        Gaps.fromEndToStart(
            TIME, List.of(new Interval(0, nanos(5), "attempt", "")), THIRTY_SECONDS);
    assertFalse(isMet(none));
    List<Measurement> open =
        Gaps.fromEndToStart(
            TIME,
            List.of(
                new Interval(0, null, "attempt", ""),
                new Interval(nanos(40), nanos(41), "attempt", "")),
            THIRTY_SECONDS);
    assertFalse(isMet(open), "what goes on has no end to count from");
  }

  private static boolean isThroughout(double... seconds) {
    return isMet(Gaps.throughout(TIME, List.copyOf(at(seconds)), 0, nanos(240), SIXTY_SECONDS));
  }

  @Test
  void anIntervalHoldsFromStartToEnd() {
    assertTrue(isThroughout(30, 90, 150, 210));
    assertTrue(isThroughout(60, 120, 180, 240));
    assertFalse(isThroughout(30, 90, 155, 210), "one is late");
    assertFalse(isThroughout(30, 90, 90.5, 150, 210), "one is too many");
    assertFalse(isThroughout(30, 90, 150), "the last one is missing");
    assertFalse(isThroughout(90, 150, 210), "the first one is missing");
    assertFalse(isThroughout(), "all are missing");
  }

  @Test
  void aTimeStampIsOff() {
    Instant event = Instant.parse("2026-06-01T08:00:00Z");
    Limit near = Limit.nominal(0, 2, STEP);
    assertTrue(isMet(Stamps.offset(TIME, event.minusSeconds(2), event, near, List.of())));
    assertFalse(isMet(Stamps.offset(TIME, event.minusMillis(2_001), event, near, List.of())));
    assertFalse(isMet(Stamps.offset(TIME, event.plusMillis(2_001), event, near, List.of())));
  }

  @Test
  void anAgeIsFromStampToStamp() {
    Limit old = Limit.atLeast(600, 0, STEP);
    String fix = "2026-06-01T08:00:00Z";
    assertTrue(isMet(Stamps.between(TIME, fix, "2026-06-01T08:10:00Z", old, List.of())));
    assertFalse(isMet(Stamps.between(TIME, fix, "2026-06-01T08:09:59Z", old, List.of())));
    assertFalse(isMet(Stamps.between(TIME, "", "2026-06-01T08:10:00Z", old, List.of())));
  }
}
