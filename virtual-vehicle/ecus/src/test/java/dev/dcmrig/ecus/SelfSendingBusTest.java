// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import static dev.dcmrig.can.binding.DomainValue.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.binding.DomainReader.Protection;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.ecus.TestCar.Seen;
import dev.dcmrig.ecus.body.Ignition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A car on a bus that sends its cyclic messages by itself. */
class SelfSendingBusTest {
  private static final long MILLI = 1_000_000;

  private final TestCar car = TestCar.onSelfSendingBus("reference.yaml").started();

  /** Counters of what was seen of a message, one step each; none left out and none twice. */
  private void countersAreInOrder(DomainValue value, int values) {
    List<Seen> frames = car.framesOf(value);
    for (int index = 1; index < frames.size(); index++) {
      int before = counter(frames.get(index - 1).frame());
      assertEquals((before + 1) % values, counter(frames.get(index).frame()), "frame " + index);
    }
  }

  private static int counter(Frame frame) {
    return frame.at(1) & 0x0F;
  }

  /** No gap between two frames is longer than a cycle, and what a slow bus makes of it. */
  private void noGapIsLongerThan(DomainValue value, long cycleMillis) {
    List<Seen> frames = car.framesOf(value);
    for (int index = 1; index < frames.size(); index++) {
      long gap = frames.get(index).timeNanos() - frames.get(index - 1).timeNanos();
      assertTrue(gap <= cycleMillis * MILLI + 100_000, gap + " ns before frame " + index);
    }
  }

  private CyclicSending sending(DomainValue value) {
    String name = car.binding.message(value).name();
    return car.vehicle.sendings().stream()
        .filter(one -> one.message().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theBusSendsAllMessagesOfACarThatStands() {
    car.runMillis(1500);
    assertEquals(16, car.vehicle.sendings().size());
    for (CyclicSending sending : car.vehicle.sendings()) {
      assertEquals(new CyclicSending(sending.message(), true, List.of()), sending);
    }
    countersAreInOrder(IGNITION, 15);
    countersAreInOrder(AIRBAG_DEPLOYED, 16);
  }

  @Test
  void whatIsSetReachesTheBusWithTheNextFrameAndNoCounterJumps() {
    car.runMillis(1000);
    car.vehicle.body().ignition(Ignition.ON);
    car.vehicle.crash(30);
    car.runMillis(51);
    assertEquals("ON", car.word(IGNITION));
    assertEquals("YES", car.word(AIRBAG_DEPLOYED));
    assertEquals(30, car.number(IMPACT_LEVEL), 0.05);
    car.runMillis(4000);
    assertEquals(0, car.number(IMPACT_LEVEL));
    countersAreInOrder(IGNITION, 15);
    countersAreInOrder(AIRBAG_DEPLOYED, 16);
    noGapIsLongerThan(AIRBAG_DEPLOYED, 20);
  }

  @Test
  void theVoltageIsThatOfTheBattery() {
    car.runMillis(500);
    car.vehicle.battery().rest(11.5);
    car.runMillis(101);
    assertEquals(11.5, car.number(BATTERY_VOLTAGE), 0.01);
    assertTrue(sending(BATTERY_VOLTAGE).reasons().isEmpty());
  }

  @Test
  void theTimelineSendsThePositionWhileTheCarDrives() {
    car.runMillis(1010);
    car.vehicle.drive(100);
    car.runMillis(5000);
    double latitude = car.number(LATITUDE);
    car.runMillis(1000);
    assertNotEquals(latitude, car.number(LATITUDE));
    assertEquals(List.of("its content changes with every frame"), sending(LATITUDE).reasons());
    assertTrue(sending(SPEED).reasons().isEmpty());
    assertEquals(100, car.number(SPEED), 0.05);
    car.vehicle.drive(0);
    car.runMillis(500);
    car.seen.clear();
    car.runMillis(1000);
    List<Seen> standing = car.framesOf(LATITUDE);
    long first = standing.get(0).timeNanos();
    assertTrue(
        (standing.get(1).timeNanos() - first) % (100 * MILLI) != 0, "the bus sends it again");
    noGapIsLongerThan(LATITUDE, 100);
  }

  @Test
  void aWrongCrcIsSentByTheTimelineAndTheCounterGoesOn() {
    car.runMillis(1000);
    car.vehicle.disturb(SOS_BUTTON, Disturbance.WRONG_CRC);
    car.runMillis(1000);
    assertEquals(Protection.INVALID, car.reader.protection(SOS_BUTTON));
    car.vehicle.undisturb(SOS_BUTTON);
    car.runMillis(1000);
    assertEquals(Protection.VALID, car.reader.protection(SOS_BUTTON));
    assertEquals(List.of("it is disturbed: WRONG_CRC"), sending(SOS_BUTTON).reasons());
    countersAreInOrder(SOS_BUTTON, 15);
    noGapIsLongerThan(SOS_BUTTON, 50);
  }

  @Test
  void theTimelineTakesOverWithinTheCycleHoweverFarTheBusHasDrifted() {
    car.runMillis(20_000);
    List<Seen> frames = car.framesOf(SOS_BUTTON);
    long last = frames.get(frames.size() - 1).timeNanos();
    assertTrue((last - frames.get(0).timeNanos()) % (50 * MILLI) > 10 * MILLI, "it has drifted");
    car.timeline.runUntil(last + 49 * MILLI);
    car.vehicle.disturb(SOS_BUTTON, Disturbance.WRONG_CRC);
    car.runMillis(1000);
    noGapIsLongerThan(SOS_BUTTON, 50);
    countersAreInOrder(SOS_BUTTON, 15);
  }

  @Test
  void aStuckCounterRepeatsTheLastOneAndGoesOnFromThere() {
    car.runMillis(1000);
    int last = counter(last(SOS_BUTTON));
    car.vehicle.disturb(SOS_BUTTON, Disturbance.STUCK_COUNTER);
    car.seen.clear();
    car.runMillis(1000);
    for (Seen seen : car.framesOf(SOS_BUTTON)) {
      assertEquals(last, counter(seen.frame()));
    }
    car.seen.clear();
    car.vehicle.undisturb(SOS_BUTTON);
    car.runMillis(1000);
    assertEquals((last + 1) % 15, counter(car.framesOf(SOS_BUTTON).get(0).frame()));
    countersAreInOrder(SOS_BUTTON, 15);
  }

  private Frame last(DomainValue value) {
    List<Seen> frames = car.framesOf(value);
    return frames.get(frames.size() - 1).frame();
  }

  @Test
  void aSilentMessageIsNotSentAndComesBackWithTheNextCounter() {
    car.runMillis(1000);
    int last = counter(last(SOS_BUTTON));
    car.vehicle.disturb(SOS_BUTTON, Disturbance.SILENT);
    car.seen.clear();
    car.runMillis(1000);
    assertEquals(List.of(), car.framesOf(SOS_BUTTON));
    car.vehicle.undisturb(SOS_BUTTON);
    car.runMillis(1000);
    assertEquals((last + 1) % 15, counter(car.framesOf(SOS_BUTTON).get(0).frame()));
    countersAreInOrder(SOS_BUTTON, 15);
  }

  @Test
  void withoutSupplyTheBusIsSilentAndAfterItTheCountersBeginAtZero() {
    car.runMillis(1003);
    car.vehicle.battery().disconnect();
    car.seen.clear();
    // The airbag's reserve lasts a little longer than the battery.
    car.runMillis(150);
    assertEquals(car.framesOf(AIRBAG_DEPLOYED), car.seen);
    car.seen.clear();
    car.runMillis(1000);
    assertEquals(List.of(), car.seen);
    car.vehicle.battery().reconnect(12.4);
    car.runMillis(1000);
    assertEquals(0, counter(car.framesOf(IGNITION).get(0).frame()));
    countersAreInOrder(IGNITION, 15);
    assertEquals(12.4, car.number(BATTERY_VOLTAGE), 0.01);
  }

  @Test
  void aBusThatCanNotIsTheReason() {
    TestCar other = new TestCar("reference.yaml").started();
    other.runMillis(500);
    for (CyclicSending sending : other.vehicle.sendings()) {
      assertEquals(
          new CyclicSending(sending.message(), false, List.of("test:loop sends nothing by itself")),
          sending);
    }
  }
}
