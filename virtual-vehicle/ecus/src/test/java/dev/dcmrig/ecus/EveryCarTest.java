// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import static dev.dcmrig.can.binding.DomainValue.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.binding.DomainReader.Protection;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.ecus.body.Ignition;
import dev.dcmrig.ecus.chassis.Gear;
import dev.dcmrig.ecus.navigation.NavigationState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another car is another file: the same verbs arrive as the same domain values. */
class EveryCarTest {

  @ParameterizedTest
  @ValueSource(strings = {"reference.yaml", "kei.yaml"})
  void whatHappensToTheCarArrivesAsDomainValues(String file) {
    TestCar car = TestCar.onWires(file).started();
    car.runMillis(2000);
    for (DomainValue value : DomainValue.values()) {
      // The DCM has no part in this car, and nobody sits in it who answers.
      boolean ofOthers = value.key().startsWith("dcm.") || value.key().startsWith("user.");
      assertTrue(
          ofOthers || !car.binding.isBound(value) || car.reader.has(value),
          value + " was never received");
    }
    assertEquals("OFF", car.word(IGNITION));
    assertEquals("NO", car.word(AIRBAG_DEPLOYED));
    assertEquals("YES", car.word(PARKED));
    assertEquals("FIX_3D", car.word(GNSS_FIX));
    assertEquals(12.6, car.number(BATTERY_VOLTAGE), 0.01);

    car.vehicle.body().ignition(Ignition.ON);
    car.vehicle.body().openDoors();
    car.vehicle.airbag().occupants(3);
    car.vehicle.gnss().position(48.137222, -11.575556, 270);
    car.vehicle.chassis().gear(Gear.R);
    car.vehicle.chassis().parked(false);
    car.vehicle.chassis().speed(50);
    car.vehicle.navigation().state(NavigationState.FAULTY);
    car.vehicle.sosPanel().press(Duration.ofMillis(600));
    car.vehicle.crash(31.5);
    car.runMillis(500);
    assertEquals("ON", car.word(IGNITION));
    assertEquals("OPEN", car.word(DOORS));
    assertEquals("YES", car.word(AIRBAG_DEPLOYED));
    assertEquals(31.5, car.number(IMPACT_LEVEL), 0.05);
    assertEquals(48.137222, car.number(LATITUDE), 1e-7);
    assertEquals(-11.575556, car.number(LONGITUDE), 1e-7);
    assertEquals(270, car.number(DIRECTION));
    assertEquals("R", car.word(GEAR));
    assertEquals("NO", car.word(PARKED));
    assertEquals(50, car.number(SPEED), 1e-9);
    assertEquals("FAULTY", car.word(NAVIGATION));
    assertEquals("PRESSED", car.word(SOS_BUTTON));
    car.runMillis(1000);
    assertEquals("RELEASED", car.word(SOS_BUTTON));
    assertEquals(3, car.number(PASSENGERS));
    assertEquals(Protection.VALID, car.reader.protection(AIRBAG_DEPLOYED));
    assertEquals(Protection.NONE, car.reader.protection(SPEED));
    assertTrue(car.failures.isEmpty(), car.failures.toString());
  }

  @Test
  void theReferenceCarSendsAtLeast200FramesASecondAndAtMost230() {
    TestCar car = new TestCar("reference.yaml").started();
    car.run(Duration.ofSeconds(10));
    int perSecond = car.seen.size() / 10;
    assertTrue(perSecond >= 200 && perSecond <= 230, perSecond + " frames/s");
  }

  @Test
  void onRealWiresTheRestbusOfTheReferenceCarLeavesRoomAndNothingIsLost() {
    TestCar car = TestCar.onWires("reference.yaml").started();
    car.run(Duration.ofSeconds(10));
    double load = ((EmulatedBus) car.bus).load();
    assertTrue(load > 0.02 && load < 0.10, "bus load " + load);
    assertTrue(car.seen.size() >= 2180, car.seen.size() + " frames of 2190 in 10 s");
    assertTrue(car.failures.isEmpty());
  }
}
