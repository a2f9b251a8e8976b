// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelfTestTest {
  private static final Duration TEST = Duration.ofSeconds(5);
  private static final Duration INTERVAL = Duration.ofSeconds(60);

  private final DcmParts parts = new DcmParts();
  private final List<String> results = new ArrayList<>();
  private int changes;
  private final SelfTest selfTest =
      new SelfTest(
          parts.context,
          parts.settings.selfTest(),
          parts.settings.indicator().ignition(),
          DcmRules.REQUIRED,
          parts.car,
          () -> false,
          new Results(),
          () -> changes++);

  private final class Results implements SelfTest.Results {
    @Override
    public void operationBegins() {
      results.add("begins");
    }

    @Override
    public void tested(Line line, boolean failed) {
      if (failed) {
        results.add(line.name());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Line.class, names = "FLASH", mode = EnumSource.Mode.EXCLUDE)
  void eachItemAloneIsFoundAtTheEndOfTheTestAndGoneAfterTheNext(Line line) {
    parts.pins.condition(line, Condition.OPEN);
    selfTest.ignitionOn();
    parts.pass(TEST.minusMillis(1));
    assertFalse(selfTest.isFaulty());
    assertTrue(selfTest.isFirstRunning());
    parts.passMillis(1);
    assertEquals(List.of(line), selfTest.faults());
    assertEquals(List.of("begins", line.name()), results);
    assertFalse(selfTest.isFirstRunning());
    parts.pins.condition(line, Condition.OK);
    parts.pass(INTERVAL.plus(TEST).minusMillis(1));
    assertTrue(selfTest.isFaulty());
    parts.passMillis(1);
    assertFalse(selfTest.isFaulty());
  }

  @ParameterizedTest
  @EnumSource(value = Condition.class, names = "OK", mode = EnumSource.Mode.EXCLUDE)
  void everyConditionButOkIsAFault(Condition condition) {
    parts.pins.condition(Line.SIM, condition);
    selfTest.ignitionOn();
    parts.pass(TEST);
    assertTrue(selfTest.isFaulty());
  }

  @Test
  void aWornFlashIsNoFault() {
    parts.pins.condition(Line.FLASH, Condition.DEFECTIVE);
    selfTest.ignitionOn();
    parts.pass(TEST);
    assertFalse(selfTest.isFaulty());
  }

  @Test
  void laterTestsAreNotShown() {
    selfTest.ignitionOn();
    parts.pass(TEST.plus(INTERVAL).plusMillis(1));
    assertFalse(selfTest.isFirstRunning());
  }

  @Test
  void withoutIgnitionNothingIsTested() {
    selfTest.ignitionOn();
    parts.passMillis(4000);
    selfTest.ignitionOff();
    parts.pins.condition(Line.MODEM, Condition.MISSING);
    parts.pass(INTERVAL.multipliedBy(3));
    assertFalse(selfTest.isFaulty());
  }

  @Test
  void threeBadFramesRunningAreAFaultAtOnceAndTwoAreNot() {
    selfTest.ignitionOn();
    parts.airbagFails();
    parts.airbagFails();
    selfTest.superviseCrashLink(true);
    assertFalse(selfTest.isFaulty());
    parts.say(DomainValue.AIRBAG_DEPLOYED, "NO");
    parts.airbagFails();
    parts.airbagFails();
    selfTest.superviseCrashLink(true);
    assertFalse(selfTest.isFaulty(), "a good frame begins the count anew");
    parts.airbagFails();
    int before = changes;
    selfTest.superviseCrashLink(true);
    assertTrue(selfTest.isFaulty());
    assertEquals(before + 1, changes);
  }

  @Test
  void badFramesWithoutIgnitionAreNoFault() {
    for (int n = 0; n < 5; n++) {
      parts.airbagFails();
      selfTest.superviseCrashLink(false);
    }
    assertFalse(selfTest.isFaulty());
  }

  /** Ten cycles of 20 ms, then a second look 50 ms after the first that found it silent. */
  @Test
  void aLinkThatIsSilentForTenCyclesIsAFault() {
    parts.airbagCycle(Duration.ofMillis(20));
    selfTest.ignitionOn();
    parts.passMillis(10_000);
    parts.say(DomainValue.AIRBAG_DEPLOYED, "NO");
    selfTest.ignitionOn();
    parts.passMillis(200);
    selfTest.superviseCrashLink(true);
    parts.passMillis(1);
    selfTest.superviseCrashLink(true);
    parts.passMillis(49);
    selfTest.superviseCrashLink(true);
    assertFalse(selfTest.isFaulty());
    parts.passMillis(1);
    selfTest.superviseCrashLink(true);
    assertEquals(List.of(Line.CRASH_LINE), selfTest.faults());
  }
}
