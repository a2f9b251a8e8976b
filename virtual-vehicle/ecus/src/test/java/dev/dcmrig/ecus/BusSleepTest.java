// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import static dev.dcmrig.can.binding.DomainValue.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.DomainWriter;
import dev.dcmrig.ecus.body.Ignition;
import dev.dcmrig.ecus.gnss.Reception;
import dev.dcmrig.ecus.power.CrankProfile;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sleep of the bus, as docs/DCM-INTERFACE.md 1 has it. */
class BusSleepTest {
  private static final long MILLI = 1_000_000;
  private static final Duration AWAKE = NetworkManagement.DEFAULT_SLEEP_AFTER;

  private final TestCar car = new TestCar("reference.yaml").started();
  private final CanNode dcm = car.bus.connect("dcm", (time, frame) -> {});

  /** Sends a word as the DCM does. */
  private static void request(TestCar car, CanNode dcm, DomainValue value, String word) {
    DomainWriter writer = car.binding.writers(value).get(0);
    writer.set(value, word);
    dcm.send(writer.next());
  }

  private static TestCar asleep(TestCar car) {
    car.run(AWAKE.plusSeconds(1));
    assertTrue(car.vehicle.isAsleep());
    car.seen.clear();
    return car;
  }

  @Test
  void withTheIgnitionOffTheBusIsSilentSixtySecondsAfterTheLastThingThatHappened() {
    car.run(AWAKE.minusSeconds(20));
    car.vehicle.body().openDoors();
    car.run(AWAKE.minusMillis(1));
    assertFalse(car.vehicle.isAsleep());
    int frames = car.seen.size();
    car.runMillis(1);
    assertTrue(car.vehicle.isAsleep());
    long last = car.seen.get(car.seen.size() - 1).timeNanos();
    assertTrue(last > AWAKE.multipliedBy(2).minusSeconds(20).toNanos() - 100 * MILLI);
    assertTrue(car.seen.size() <= frames + 20, "only what was due at that instant");
    car.seen.clear();
    car.run(Duration.ofDays(30));
    assertEquals(List.of(), car.seen);
  }

  @Test
  void thirtyDaysAsleepLeaveNothingToDoOnTheTimeline() {
    asleep(car);
    assertFalse(
        car.timeline.runUntil(() -> false, car.timeline.nowNanos() + Duration.ofDays(1).toNanos()));
    long events = looks(Duration.ofDays(30));
    assertTrue(events < 5, "the timeline was busy " + events + " times");
  }

  /** How often the timeline has had something to do. */
  private long looks(Duration duration) {
    long[] count = {0};
    car.timeline.runUntil(
        () -> {
          count[0]++;
          return false;
        },
        car.timeline.nowNanos() + duration.toNanos());
    return count[0];
  }

  @Test
  void withTheIgnitionNotOffTheBusNeverSleeps() {
    car.vehicle.body().ignition(Ignition.ACC);
    car.run(AWAKE.multipliedBy(3));
    assertFalse(car.vehicle.isAsleep());
    car.vehicle.body().ignition(Ignition.OFF);
    car.run(AWAKE);
    assertTrue(car.vehicle.isAsleep());
  }

  @Test
  void whateverHappensInTheCarWakesIt() {
    List<Consumer<TestCar>> events =
        List.of(
            it -> it.vehicle.body().ignition(Ignition.ON),
            it -> it.vehicle.body().openDoors(),
            it -> it.vehicle.sosPanel().press(Duration.ofSeconds(1)),
            it -> it.vehicle.airbag().deploy(),
            it -> it.vehicle.airbag().impact(20),
            it -> it.vehicle.battery().crank(CrankProfile.NORMAL),
            it -> it.vehicle.drive(10),
            it -> it.vehicle.battery().reconnect(12.6));
    for (int index = 0; index < events.size(); index++) {
      TestCar one = new TestCar("reference.yaml").started();
      if (index == events.size() - 1) {
        one.vehicle.battery().disconnect();
      }
      asleep(one);
      events.get(index).accept(one);
      one.runMillis(99);
      assertEquals(List.of(), one.seen, "frames before the ECUs are back, event " + index);
      one.runMillis(101);
      assertFalse(one.framesOf(IGNITION).isEmpty(), "event " + index + " woke nobody");
      assertFalse(one.framesOf(AIRBAG_DEPLOYED).isEmpty());
    }
  }

  @Test
  void aCrashOfASleepingCarIsOnTheBusWithItsPeak() {
    asleep(car);
    car.vehicle.crash(40);
    car.runMillis(200);
    assertEquals("YES", car.word(AIRBAG_DEPLOYED));
    assertEquals(40, car.number(IMPACT_LEVEL), 0.05);
  }

  @Test
  void wokenEcusBeginTheirCountersAtZero() {
    asleep(car);
    car.vehicle.body().openDoors();
    car.runMillis(200);
    List<Integer> counters =
        car.framesOf(AIRBAG_DEPLOYED).stream().map(s -> s.frame().data()[1] & 0x0F).toList();
    assertEquals(List.of(0, 1, 2, 3, 4), counters);
  }

  @Test
  void aBatteryThatRunsDownWakesNobody() {
    asleep(car);
    car.vehicle.battery().rest(11.4);
    car.vehicle.battery().rest(8.9);
    car.run(Duration.ofHours(1));
    assertEquals(List.of(), car.seen);
    car.vehicle.body().openDoors();
    car.runMillis(300);
    assertEquals(8.9, car.number(BATTERY_VOLTAGE), 0.01);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference.yaml", "kei.yaml"})
  void aRequestForAPositionIsAnsweredOnceByTheGnssEcuAlone(String file) {
    TestCar one = new TestCar(file).started();
    CanNode asking = one.bus.connect("dcm", (time, frame) -> {});
    asleep(one);
    request(one, asking, DCM_GNSS_REQUEST, "NO");
    one.runMillis(100);
    assertEquals(1, one.seen.size(), "NO is no request");
    one.seen.clear();
    long asked = one.timeline.nowNanos();
    request(one, asking, DCM_GNSS_REQUEST, "YES");
    request(one, asking, DCM_GNSS_REQUEST, "YES");
    one.run(Duration.ofMinutes(10));
    List<DomainValue> answer = List.of(LATITUDE, LONGITUDE, GNSS_FIX, DIRECTION, GNSS_SPEED);
    long messages = answer.stream().map(one.binding::message).distinct().count();
    assertEquals(messages + 2, one.seen.size(), "frames besides the answer");
    for (DomainValue value : answer) {
      assertEquals(1, one.framesOf(value).size(), value.key());
      long late = one.framesOf(value).get(0).timeNanos() - asked;
      assertTrue(late > 0 && late <= 50 * MILLI, value.key() + " after " + late + " ns");
    }
    assertTrue(one.vehicle.isAsleep());
    assertEquals(List.of(), one.failures);
  }

  @Test
  void theAnswerOfASleepingCarOnATruckIsWhereItIsNow() {
    car.vehicle.gnss().position(-37.8, 145, 0);
    car.vehicle.gnss().drive(60);
    asleep(car);
    car.run(Duration.ofHours(1).minus(AWAKE).minusSeconds(1));
    request(car, dcm, DCM_GNSS_REQUEST, "YES");
    car.runMillis(50);
    // 60 km to the north on a sphere of the earth's mean radius: 60 / 111.195 degrees.
    assertEquals(-37.8 + 60 / 111.195, car.number(LATITUDE), 1e-4);
    assertEquals("FIX_3D", car.word(GNSS_FIX));
  }

  @Test
  void theAnswerWithoutReceptionHasNoFix() {
    asleep(car);
    car.vehicle.gnss().reception(Reception.LOST);
    request(car, dcm, DCM_GNSS_REQUEST, "YES");
    car.runMillis(50);
    assertEquals("NONE", car.word(GNSS_FIX));
  }

  @Test
  void aSilencedReceiverDoesNotAnswer() {
    car.vehicle.disturb(LATITUDE, Disturbance.SILENT);
    car.vehicle.disturb(GNSS_FIX, Disturbance.SILENT);
    asleep(car);
    request(car, dcm, DCM_GNSS_REQUEST, "YES");
    car.runMillis(100);
    assertEquals(1, car.seen.size(), "the request and nothing else");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference.yaml", "kei.yaml"})
  void aRequestForTheLocksLocksAndWakesTheBus(String file) {
    TestCar one = new TestCar(file).started();
    CanNode asking = one.bus.connect("dcm", (time, frame) -> {});
    one.runMillis(300);
    assertEquals("UNLOCKED", one.word(DOOR_LOCK));
    asleep(one);
    request(one, asking, DCM_LOCK_REQUEST, "NONE");
    one.runMillis(200);
    assertTrue(one.vehicle.isAsleep());
    for (int time = 0; time < 3; time++) {
      request(one, asking, DCM_LOCK_REQUEST, "LOCK");
      one.runMillis(50);
    }
    one.runMillis(300);
    assertEquals("LOCKED", one.word(DOOR_LOCK));
    assertFalse(one.framesOf(AIRBAG_DEPLOYED).isEmpty());
    request(one, asking, DCM_LOCK_REQUEST, "UNLOCK");
    one.runMillis(300);
    assertEquals("UNLOCKED", one.word(DOOR_LOCK));
    assertEquals(List.of(), one.failures);
  }

  @Test
  void lockedDoorsAreTheSecondBitOfTheDoorMessage() {
    // The frame as the DBC file draws it, by hand: bit 0 Doors, bit 1 Locked.
    request(car, dcm, DCM_LOCK_REQUEST, "LOCK");
    car.vehicle.body().openDoors();
    car.runMillis(250);
    var frames = car.framesOf(DOOR_LOCK);
    assertEquals("0300", HexFormat.of().formatHex(frames.get(frames.size() - 1).frame().data()));
    assertEquals(0x210, frames.get(0).frame().id());
    assertEquals(0x540, car.binding.message(DCM_LOCK_REQUEST).id());
    assertEquals(0x541, car.binding.message(DCM_GNSS_REQUEST).id());
  }

  @Test
  void aBusThatSendsByItselfIsSilentTooAndBeginsAtZeroAgain() {
    TestCar own = TestCar.onSelfSendingBus("reference.yaml").started();
    asleep(own);
    own.run(Duration.ofHours(1));
    assertEquals(List.of(), own.seen);
    own.vehicle.body().ignition(Ignition.ON);
    own.runMillis(300);
    assertNotEquals(List.of(), own.seen);
    assertEquals(0, own.framesOf(AIRBAG_DEPLOYED).get(0).frame().data()[1] & 0x0F);
    assertEquals("ON", own.word(IGNITION));
    assertEquals(List.of(), own.failures);
  }

  @Test
  void asleepWithoutSupplyNobodyHears() {
    asleep(car);
    car.vehicle.battery().disconnect();
    car.runMillis(500);
    request(car, dcm, DCM_GNSS_REQUEST, "YES");
    request(car, dcm, DCM_LOCK_REQUEST, "LOCK");
    car.runMillis(500);
    assertEquals(2, car.seen.size(), "the requests and nothing else");
    car.vehicle.battery().reconnect(12.6);
    car.runMillis(500);
    assertEquals("UNLOCKED", car.word(DOOR_LOCK));
  }
}
