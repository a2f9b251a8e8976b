// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PowerSupplyTest {
  private final DcmParts parts = new DcmParts();
  private final List<String> told = new ArrayList<>();
  private final PowerSupply power =
      new PowerSupply(
          parts.context,
          parts.settings.backup(),
          DcmRules.REQUIRED,
          new PowerSupply.Listener() {
            @Override
            public void on() {
              told.add("on");
            }

            @Override
            public void off() {
              told.add("off");
            }

            @Override
            public void backupEmpty() {
              told.add("empty");
            }
          });

  @BeforeEach
  void connect() {
    parts.pins.onChange(power::supplyChanged);
    parts.pins.supply(12.6);
  }

  @Test
  void sixVoltsAreEnoughAndLessIsNot() {
    parts.pins.supply(6.0);
    parts.pass(Duration.ofSeconds(1));
    assertFalse(power.isOnBackup());
    parts.pins.supply(5.99);
    assertTrue(power.isOnBackup());
    parts.pass(Duration.ofSeconds(1));
    assertEquals(List.of("on", "off"), told);
  }

  @Test
  void withNothingToDoItIsHeldUpFor300Milliseconds() {
    parts.pins.supply(0);
    parts.passMillis(299);
    assertTrue(power.isPowered());
    parts.passMillis(1);
    assertFalse(power.isPowered());
  }

  @Test
  void mainPowerBackDuringTheHoldUpIsNoRestart() {
    parts.pins.supply(0);
    parts.passMillis(299);
    parts.pins.supply(12.6);
    parts.pass(Duration.ofHours(2));
    assertEquals(List.of("on"), told);
    assertFalse(power.isOnBackup());
  }

  @Test
  void waitingLastsAnHour() {
    power.need(true, false);
    parts.pins.supply(0);
    parts.pass(Duration.ofMinutes(60).minusMillis(1));
    assertTrue(power.isPowered());
    parts.passMillis(1);
    assertEquals(List.of("on", "empty", "off"), told);
  }

  @Test
  void talkingLastsTenMinutesInAll() {
    power.need(true, true);
    parts.pins.supply(0);
    parts.pass(Duration.ofMinutes(5));
    power.need(true, false);
    parts.pass(Duration.ofMinutes(59));
    power.need(true, true);
    parts.pass(Duration.ofMinutes(5).minusMillis(1));
    assertTrue(power.isPowered());
    parts.passMillis(1);
    assertEquals(List.of("on", "empty", "off"), told);
  }

  @Test
  void whatWasUsedStaysUsedUntilMainPowerIsBack() {
    power.need(true, false);
    parts.pins.supply(0);
    parts.pass(Duration.ofMinutes(40));
    parts.pins.supply(12.6);
    parts.pins.supply(0);
    parts.pass(Duration.ofMinutes(59));
    assertTrue(power.isPowered(), "main power fills the battery");
  }

  @Test
  void aNeedThatEndsEndsThePower() {
    power.need(true, false);
    parts.pins.supply(0);
    parts.pass(Duration.ofMinutes(1));
    power.need(false, false);
    assertEquals(List.of("on", "off"), told);
  }

  @Test
  void aNeedThatComesWithinTheHoldUpIsServed() {
    parts.pins.supply(0);
    parts.passMillis(299);
    power.need(true, false);
    parts.pass(Duration.ofMinutes(59));
    assertTrue(power.isPowered());
  }

  @Test
  void noNeedWithinTheHoldUpChangesNothing() {
    parts.pins.supply(0);
    power.need(false, false);
    parts.passMillis(299);
    assertTrue(power.isPowered());
  }

  @Test
  void aFaultyBatteryCarriesNothing() {
    power.need(true, false);
    parts.pins.condition(Line.BACKUP_BATTERY, Condition.DEFECTIVE);
    parts.pins.supply(0);
    assertFalse(power.isPowered());
  }
}
