// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import static dev.dcmrig.judge.Recorded.STEP;
import static dev.dcmrig.judge.Recorded.isMet;
import static dev.dcmrig.judge.Recorded.nanos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.judge.Lamps.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LampsTest {
  private static final Question PHASE = new Question("phase", Unit.SECOND);
  private static final Question BRIGHTNESS = new Question("brightness", Unit.PERCENT);
  private static final Question TIMES = new Question("times lit", Unit.ONE);
  private static final Limit HALF_A_SECOND = Limit.nominal(0.5, 0.05, STEP);
  private static final Limit FULL = Limit.nominal(100, 5, STEP);
  private static final Limit NONE = Limit.nominal(0, 5, STEP);
  private static final Lamps.Span SPAN = new Lamps.Span(nanos(1.2), nanos(4.8));

  private static Change green(double second, double brightness) {
    return new Change(nanos(second), "green", brightness);
  }

  private static Change red(double second, double brightness) {
    return new Change(nanos(second), "red", brightness);
  }

  private static List<Change> flashing(double phase, double brightness) {
    List<Change> changes = new ArrayList<>();
    for (int number = 0; number * phase < 6; number++) {
      changes.add(green(number * phase, number % 2 == 0 ? brightness : 0));
    }
    return changes;
  }

  private static boolean isPhase(List<Change> history) {
    return isMet(Lamps.phase(PHASE, history, "green", SPAN, HALF_A_SECOND));
  }

  @Test
  void aPhaseIsTooShortOrTooLong() {
    assertTrue(isPhase(flashing(0.5, 1)));
    assertFalse(isPhase(flashing(0.25, 1)));
    assertFalse(isPhase(flashing(0.56, 1)));
    assertFalse(isPhase(List.of(green(0, 1))), "it does not flash");
  }

  @Test
  void onePhaseOfManyIsWrong() {
    List<Change> history = new ArrayList<>(flashing(0.5, 1));
    history.set(5, green(2.6, 0));
    Measurement wrong = Lamps.phase(PHASE, history, "green", SPAN, HALF_A_SECOND);
    assertFalse(isMet(wrong));
    assertEquals(0.1, Math.abs(wrong.value() - 0.5), 1e-9);
    assertTrue(wrong.decidedBy().stream().anyMatch(item -> item.nanos() == nanos(2.6)));
  }

  @Test
  void theOtherLampIsNoPhase() {
    assertFalse(isMet(Lamps.phase(PHASE, flashing(0.5, 1), "red", SPAN, HALF_A_SECOND)));
  }

  private static boolean isFull(List<Change> history) {
    return Lamps.brightness(BRIGHTNESS, history, true, SPAN, FULL).stream()
        .allMatch(Recorded::isMet);
  }

  private static boolean isDark(List<Change> history) {
    return Lamps.brightness(BRIGHTNESS, history, false, SPAN, NONE).stream()
        .allMatch(Recorded::isMet);
  }

  @Test
  void aLampIsDim() {
    assertTrue(isFull(flashing(0.5, 1)));
    assertFalse(isFull(flashing(0.5, 0.9)));
    assertFalse(isFull(List.of(green(0, 0.6))), "it was lit before the span");
    assertTrue(isFull(List.of(green(0, 0.6), green(1, 1))), "it was dim before the span alone");
    assertTrue(isFull(List.of(green(0, 0))), "none is lit");
  }

  @Test
  void aDarkLampGlows() {
    assertTrue(isDark(List.of(green(0, 1), red(0, 0))));
    assertFalse(isDark(List.of(green(0, 1), red(0, 0.2))));
  }

  private static double timesGreen(Change... history) {
    Measurement times =
        Lamps.timesLit(TIMES, List.of(history), "green", SPAN, Limit.exactly(0, STEP));
    assertEquals(isMet(times), times.value() == 0);
    return times.value();
  }

  @Test
  void greenIsSeenHoweverShortAndDim() {
    assertEquals(0, timesGreen(red(0, 1)));
    assertEquals(0, timesGreen(green(0, 1), green(1, 0)));
    assertEquals(1, timesGreen(green(2, 0.1), green(2.01, 0)));
    assertEquals(1, timesGreen(green(0, 1)), "lit before, and it goes on");
    assertEquals(0, timesGreen(green(5, 1)), "after the span");
  }
}
