// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import static dev.dcmrig.can.binding.DomainValue.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.binding.DomainReader.Protection;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.dbc.Message;
import dev.dcmrig.ecus.TestCar.Seen;
import dev.dcmrig.ecus.airbag.AirbagEcu;
import dev.dcmrig.ecus.body.Ignition;
import dev.dcmrig.ecus.gnss.Reception;
import dev.dcmrig.ecus.navigation.NavigationState;
import dev.dcmrig.ecus.power.CrankProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EcusTest {
  private static final long MILLI = 1_000_000;

  private final TestCar car = new TestCar("reference.yaml").started();

  @Test
  void theImpactLevelIsShownForThreeSecondsAndASecondImpactIsANewRise() {
    car.vehicle.airbag().impact(25);
    car.runMillis(2_990);
    assertEquals(25, car.number(IMPACT_LEVEL), 0.05);
    car.runMillis(60);
    assertEquals(0, car.number(IMPACT_LEVEL));
    assertEquals("NO", car.word(AIRBAG_DEPLOYED));
    car.vehicle.airbag().impact(22);
    car.runMillis(100);
    assertEquals(22, car.number(IMPACT_LEVEL), 0.05);
  }

  @Test
  void ofTwoImpactsCloseTogetherTheHigherOneIsShown() {
    car.vehicle.airbag().impact(25);
    car.runMillis(2000);
    car.vehicle.airbag().impact(10);
    car.runMillis(2900);
    assertEquals(25, car.number(IMPACT_LEVEL), 0.05);
    car.runMillis(200);
    assertEquals(0, car.number(IMPACT_LEVEL));
  }

  @Test
  void thatTheAirbagsFiredOutlastsALossOfSupplyAndTheImpactDoesNot() {
    car.vehicle.crash(40);
    car.runMillis(200);
    car.vehicle.battery().disconnect();
    car.runMillis(500);
    car.vehicle.battery().reconnect(12.4);
    car.runMillis(500);
    assertEquals("YES", car.word(AIRBAG_DEPLOYED));
    assertEquals(0, car.number(IMPACT_LEVEL));
    assertEquals(Protection.VALID, car.reader.protection(AIRBAG_DEPLOYED));
  }

  @Test
  void aCrashThatTakesTheBatteryFirstIsStillReported() {
    car.runMillis(1000);
    car.vehicle.battery().disconnect();
    car.runMillis(49);
    car.vehicle.crash(40);
    car.runMillis(101);
    assertEquals("YES", car.word(AIRBAG_DEPLOYED));
    int frames = car.framesOf(AIRBAG_DEPLOYED).size();
    car.runMillis(1000);
    assertEquals(frames, car.framesOf(AIRBAG_DEPLOYED).size(), "frames after the reserve's end");
  }

  @Test
  void aBatteryThatComesBackWithinTheReserveIsNotNoticed() {
    car.runMillis(1000);
    car.vehicle.battery().disconnect();
    car.runMillis(149);
    car.vehicle.battery().reconnect(12.4);
    int frames = car.framesOf(AIRBAG_DEPLOYED).size();
    car.runMillis(1000);
    assertEquals(
        1000 / car.binding.message(AIRBAG_DEPLOYED).cycleTimeMillis(),
        car.framesOf(AIRBAG_DEPLOYED).size() - frames);
  }

  @Test
  void withoutSupplyAndReserveNoAirbagFires() {
    car.vehicle.battery().disconnect();
    car.runMillis(151);
    car.vehicle.crash(40);
    car.vehicle.battery().reconnect(12.4);
    car.runMillis(500);
    assertEquals("NO", car.word(AIRBAG_DEPLOYED));
    assertEquals(0, car.number(IMPACT_LEVEL));
  }

  @Test
  void below6VoltsAllAreSilentAndTheyComeBackInTheirPhase() {
    car.runMillis(1000);
    Map<Integer, Long> phases = phases(car.seen, car);
    car.vehicle.battery().rest(6.0);
    car.seen.clear();
    car.runMillis(1000);
    assertEquals(219, car.seen.size(), "6.0 V is enough");
    car.vehicle.battery().rest(5.9);
    car.seen.clear();
    long lost = car.timeline.nowNanos();
    car.runMillis(1033);
    int airbag = car.binding.message(AIRBAG_DEPLOYED).id();
    List<Seen> unexpected = new ArrayList<>(car.seen);
    unexpected.removeIf(
        one -> one.frame().id() == airbag && one.timeNanos() <= lost + AirbagEcu.RESERVE_NANOS);
    assertEquals(List.of(), unexpected, "5.9 V is not");
    car.seen.clear();
    car.vehicle.battery().rest(12.6);
    long back = car.timeline.nowNanos();
    car.runMillis(1300);
    long first = car.seen.get(0).timeNanos();
    assertTrue(first >= back + CyclicEcu.BOOT_NANOS, "they boot for 100 ms");
    assertTrue(first <= back + CyclicEcu.BOOT_NANOS + 20 * MILLI);
    assertEquals(phases, phases(car.seen, car));
  }

  /** Time within its cycle at which each message is sent; all sends must agree. */
  private static Map<Integer, Long> phases(List<Seen> seen, TestCar car) {
    Map<Integer, Long> phases = new TreeMap<>();
    for (Seen one : seen) {
      Message message = car.binding.dbc().message(one.frame().id(), one.frame().isExtended());
      long phase = one.timeNanos() % (message.cycleTimeMillis() * MILLI);
      Long before = phases.put(message.id(), phase);
      assertTrue(before == null || before == phase, message + " left its phase");
    }
    return phases;
  }

  @Test
  void everyMessageKeepsItsCycleTime() {
    car.run(Duration.ofSeconds(20));
    Map<Integer, Integer> counts = new TreeMap<>();
    car.seen.forEach(one -> counts.merge(one.frame().id(), 1, Integer::sum));
    for (Message message : car.binding.dbc().messages()) {
      boolean isCyclic = message.cycleTimeMillis() > 0;
      if (message.sender().equals("DCM") || !isCyclic) {
        continue;
      }
      assertEquals(20_000 / message.cycleTimeMillis(), counts.get(message.id()), message.name());
    }
  }

  @Test
  void theSameStoryTwiceIsTheSameFrames() {
    assertEquals(story(), story());
  }

  private static List<Seen> story() {
    TestCar car = new TestCar("reference.yaml").started();
    car.vehicle.body().ignition(Ignition.ON);
    car.vehicle.drive(50);
    car.runMillis(700);
    car.vehicle.battery().crank(CrankProfile.NORMAL);
    car.runMillis(1700);
    car.vehicle.crash(60);
    car.vehicle.battery().disconnect();
    car.runMillis(300);
    car.vehicle.battery().reconnect(11);
    car.runMillis(5000);
    return new ArrayList<>(car.seen);
  }

  @Test
  void aCrankDipsTheVoltageAndNobodyFallsSilent() {
    List<Double> volts = new ArrayList<>();
    car.vehicle.followSupply(volts::add);
    car.vehicle.battery().crank(CrankProfile.NORMAL);
    car.runMillis(500);
    assertEquals(9.5, car.number(BATTERY_VOLTAGE), 0.01);
    car.runMillis(800);
    assertEquals(12.6, car.number(BATTERY_VOLTAGE), 0.01);
    assertEquals(8, volts.stream().mapToDouble(v -> v).min().orElseThrow(), 1e-9);
    assertEquals(12.6, volts.get(volts.size() - 1), 1e-9);
    assertEquals(65, car.framesOf(AIRBAG_DEPLOYED).size());
  }

  @Test
  void disconnectedMeansZeroVoltsAtOnceEvenWhileCranking() {
    List<Double> volts = new ArrayList<>();
    car.vehicle.followSupply(volts::add);
    car.vehicle.battery().crank(CrankProfile.WEAK_BATTERY);
    car.runMillis(100);
    car.vehicle.battery().disconnect();
    car.runMillis(12_000);
    assertEquals(0, volts.get(volts.size() - 1));
    assertEquals(0, car.vehicle.battery().volts());
  }

  @Test
  void aWrongCrcOfTheAirbagMessageHidesADeployment() {
    car.runMillis(100);
    car.vehicle.disturb(AIRBAG_DEPLOYED, Disturbance.WRONG_CRC);
    car.vehicle.airbag().deploy();
    car.runMillis(60);
    assertEquals("NO", car.word(AIRBAG_DEPLOYED));
    assertEquals(3, car.reader.failuresRunning(AIRBAG_DEPLOYED));
    car.vehicle.undisturb(AIRBAG_DEPLOYED);
    car.runMillis(60);
    assertEquals("YES", car.word(AIRBAG_DEPLOYED));
  }

  @Test
  void aStuckCounterIsSeenFromItsFirstFrameOn() {
    car.runMillis(100);
    car.vehicle.disturb(SOS_BUTTON, Disturbance.STUCK_COUNTER);
    car.vehicle.sosPanel().press();
    car.runMillis(50);
    assertEquals(Protection.INVALID, car.reader.protection(SOS_BUTTON));
    assertEquals("RELEASED", car.word(SOS_BUTTON));
    car.vehicle.undisturb(SOS_BUTTON);
    car.runMillis(50);
    assertEquals("PRESSED", car.word(SOS_BUTTON));
  }

  @Test
  void aSilentMessageIsMissingAloneAndComesBackInItsPhase() {
    car.runMillis(200);
    Map<Integer, Long> phases = phases(car.framesOf(AIRBAG_DEPLOYED), car);
    car.vehicle.disturb(AIRBAG_DEPLOYED, Disturbance.SILENT);
    car.seen.clear();
    car.runMillis(200);
    assertTrue(car.framesOf(AIRBAG_DEPLOYED).isEmpty());
    assertEquals(10, car.framesOf(SPEED).size());
    car.vehicle.undisturb(AIRBAG_DEPLOYED);
    car.runMillis(200);
    assertEquals(10, car.framesOf(AIRBAG_DEPLOYED).size());
    assertEquals(phases, phases(car.framesOf(AIRBAG_DEPLOYED), car));
  }

  @Test
  void whatHasNoCrcCantHaveAWrongOne() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> car.vehicle.disturb(SPEED, Disturbance.WRONG_CRC));
    assertTrue(refused.getMessage().contains("ChassisStatus has neither CRC nor counter"));
  }

  @Test
  void theButtonIsLetGoAfterItsTime() {
    car.vehicle.sosPanel().press(Duration.ofMillis(500));
    car.runMillis(490);
    assertEquals("PRESSED", car.word(SOS_BUTTON));
    car.runMillis(110);
    assertEquals("RELEASED", car.word(SOS_BUTTON));
  }

  /**
   * A degree of latitude is 111.195 km on a sphere of 6,371.0088 km; at 60 degrees north a degree
   * of longitude is half of that.
   */
  @Test
  void aDrivingCarMovesOverTheGround() {
    car.vehicle.body().ignition(Ignition.ON);
    car.vehicle.gnss().position(10, 20, 0);
    car.vehicle.drive(111.195);
    car.run(Duration.ofHours(1));
    assertEquals(11, car.number(LATITUDE), 1e-4);
    assertEquals(20, car.number(LONGITUDE), 1e-6);
    assertEquals(111.2, car.number(GNSS_SPEED), 1e-6);
    assertEquals(111.2, car.number(SPEED), 1e-6);
    car.vehicle.gnss().position(60, 179.5, 90);
    car.run(Duration.ofHours(1));
    assertEquals(60, car.number(LATITUDE), 1e-6);
    assertEquals(-178.5, car.number(LONGITUDE), 1e-3, "over the date line");
  }

  @Test
  void lostReceptionFreezesTheValuesAndWeakReceptionOnlyTakesTheFix() {
    car.vehicle.body().ignition(Ignition.ON);
    car.vehicle.gnss().position(0, 0, 90);
    car.vehicle.drive(100);
    car.run(Duration.ofMinutes(1));
    double before = car.number(LONGITUDE);
    car.vehicle.gnss().reception(Reception.WEAK);
    car.run(Duration.ofMinutes(1));
    assertEquals("NONE", car.word(GNSS_FIX));
    assertEquals(2 * before, car.number(LONGITUDE), 1e-4);
    car.vehicle.gnss().reception(Reception.LOST);
    car.run(Duration.ofMinutes(1));
    assertEquals("NONE", car.word(GNSS_FIX));
    assertEquals(2 * before, car.number(LONGITUDE), 1e-4);
    car.vehicle.gnss().reception(Reception.GOOD);
    car.runMillis(200);
    assertEquals("FIX_3D", car.word(GNSS_FIX));
    assertEquals(3 * before, car.number(LONGITUDE), 1e-4);
  }

  @Test
  void aSilentNavigationSystemSendsNothing() {
    car.vehicle.navigation().state(NavigationState.SILENT);
    car.runMillis(1000);
    assertFalse(car.reader.has(NAVIGATION));
    car.vehicle.navigation().state(NavigationState.WORKING);
    car.runMillis(1000);
    assertEquals("OK", car.word(NAVIGATION));
  }

  @Test
  void anEcuThatThrowsTakesDownItselfAndNobodyElse() {
    TestCar other = new TestCar("reference.yaml");
    EcuContext context =
        new EcuContext(
            other.timeline,
            other.bus,
            other.binding,
            other.vehicle.context().network(),
            other.vehicle.context().diagnostics(),
            (ecu, cause) -> other.failures.add(ecu + ": " + cause.getMessage()));
    other.vehicle.add(new FaultyEcu(context, 350));
    other.started();
    other.run(Duration.ofSeconds(2));
    assertEquals(List.of("faulty: division by zero in the seat heater"), other.failures);
    assertEquals(100, other.framesOf(DomainValue.AIRBAG_DEPLOYED).size());
    assertEquals(
        20 + 4,
        other.framesOf(DomainValue.GNSS_FIX).size(),
        "those of the GNSS receiver, and the faulty one's at 0, 100, 200 and 300 ms");
  }

  @Test
  void valuesThatCantBeAreRefusedWithTheirRange() {
    assertThrows(IllegalArgumentException.class, () -> car.vehicle.airbag().impact(251));
    assertThrows(IllegalArgumentException.class, () -> car.vehicle.airbag().occupants(15));
    assertThrows(IllegalArgumentException.class, () -> car.vehicle.gnss().position(91, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> car.vehicle.drive(-1));
    assertThrows(IllegalArgumentException.class, () -> car.vehicle.battery().rest(Double.NaN));
    assertTrue(car.failures.isEmpty());
  }
}
