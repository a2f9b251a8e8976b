// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

/** A call that has come about. */
abstract class CallsFixture {
  static final Duration SECOND = Duration.ofSeconds(1);

  static TestCentre.Call connectedSosCall(TestDcm car) {
    car.press(SECOND);
    assertTrue(car.within(Duration.ofSeconds(5), () -> !car.centre.calls.isEmpty()));
    TestCentre.Call call = car.centre.last();
    assertTrue(car.within(Duration.ofSeconds(5), () -> call.connected));
    return call;
  }
}
