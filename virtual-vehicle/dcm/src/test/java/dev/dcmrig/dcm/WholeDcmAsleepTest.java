// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.binding.DomainValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A whole DCM in a parked car. */
class WholeDcmAsleepTest {
  private static final double ASLEEP = 0.005;

  private static TestDcm parked() {
    TestDcm car = TestDcm.ready();
    car.say(DomainValue.IGNITION, "OFF");
    car.pass(Duration.ofMinutes(11));
    assertEquals(ASLEEP, car.pins.amperes(), 1e-9, "it is asleep");
    return car;
  }

  @Test
  void thirtyDaysInAParkedCarNothingIsDone() {
    try (TestDcm car = parked()) {
      car.pass(Duration.ofMinutes(1));
      int connects = car.network.connects.size();
      int looks = car.reader.looks;
      car.pass(Duration.ofDays(30));
      assertEquals(looks, car.reader.looks, "nothing looks at the bus of itself");
      assertEquals(connects, car.network.connects.size());
      assertEquals(ASLEEP, car.pins.amperes(), 1e-9);
    }
  }

  private static long ordersAskedFor(TestDcm car) {
    return car.network.requests.stream().filter(line -> line.contains("/tracking-order")).count();
  }

  @Test
  void aShortMessageMakesItAskForTheOrderAsleepOrNot() {
    try (TestDcm car = TestDcm.ready()) {
      car.network.answer =
          List.of(
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n"
                  + "{\"active\":false}");
      car.say(DomainValue.IGNITION, "OFF");
      car.pass(Duration.ofSeconds(599));
      long before = ordersAskedFor(car);
      car.network.sms("wake");
      car.pass(Duration.ofSeconds(60));
      assertEquals(before + 1, ordersAskedFor(car), "it was awake, and stays so");
      assertTrue(car.pins.amperes() > ASLEEP);
      car.pass(Duration.ofSeconds(61));
      assertEquals(ASLEEP, car.pins.amperes(), 1e-9);
      car.network.sms("wake");
      car.pass(Duration.ofSeconds(5));
      assertEquals(before + 2, ordersAskedFor(car), "it was asleep");
    }
  }

  @Test
  void theIgnitionsFrameThatWakesItCounts() {
    try (TestDcm car = parked()) {
      car.say(DomainValue.IGNITION, "ON");
      car.press(Duration.ofSeconds(1));
      car.pass(Duration.ofSeconds(2));
      assertEquals(1, car.centre.calls.size());
    }
  }

  @Test
  void aPressThatWakesItWithTheIgnitionOffPlacesNoCall() {
    try (TestDcm car = parked()) {
      car.press(Duration.ofSeconds(1));
      car.pass(Duration.ofSeconds(5));
      assertEquals(0, car.centre.calls.size());
      assertTrue(car.pins.amperes() > ASLEEP, "it is awake");
    }
  }

  @Test
  void aResetWhileAsleepBootsADcmThatIsAwake() {
    try (TestDcm car = parked()) {
      car.reset();
      car.pass(Duration.ofSeconds(1));
      assertTrue(car.pins.amperes() > ASLEEP);
      car.pass(Duration.ofMinutes(11));
      assertEquals(ASLEEP, car.pins.amperes(), 1e-9);
    }
  }
}
