// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import static dev.dcmrig.can.binding.DomainValue.NAVIGATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.ecus.navigation.NavigationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A car need not carry what no scenario asks for. */
class LeftOutTest {

  @ParameterizedTest
  @EnumSource
  void aCarDrivesWithoutAnyOneOfItsValues(DomainValue value) {
    TestCar car = TestCar.without("reference.yaml", value).started();
    car.runMillis(5_000);
    assertFalse(car.reader.has(value));
    assertEquals(0, car.reader.receivedNanos(value));
    assertEquals(java.util.List.of(), car.failures);
  }

  @Test
  void whatNeedsIsNamedWithTheFile() {
    TestCar car = TestCar.without("reference.yaml", NAVIGATION).started();
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () -> car.vehicle.navigation().state(NavigationState.FAULTY));
    assertEquals(
        "navigation.state is not bound in reference.yaml, and this scenario needs it; add message"
            + " and signal that carry it to 'bindings'",
        thrown.getMessage());
  }
}
