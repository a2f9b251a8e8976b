// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Images that do not come as they should, at a DCM that asks no repository (OTA-03). */
class UnauthorisedTest {
  private final UpdatedCar car = new UpdatedCar();

  private void offered() {
    car.enrol();
    car.ddi.deploy("1", UpdatedCar.image("2.0.0", "runs", 2));
  }

  private String failure(Duration limit) {
    assertTrue(
        car.within(limit, () -> car.ddi.lastFeedback().startsWith("closed failure")),
        car.ddi.lastFeedback());
    return car.ddi.lastFeedback();
  }

  @Test
  void anImageThatComesTooSlowlyIsGivenUp() {
    car.ddi.stalls = true;
    offered();
    assertEquals("closed failure the image comes too slowly", failure(Duration.ofMinutes(15)));
    assertEquals("1.0.0", car.firmware.running());
  }

  @Test
  void piecesWithMoreThanWasAskedForAreGivenUp() {
    car.ddi.surplus = UpdatedCar.BLOCK;
    offered();
    assertEquals(
        "closed failure more of the image comes than was asked for",
        failure(Duration.ofMinutes(2)));
  }

  @Test
  void oneSlowAnswerIsNoReasonToGiveUp() {
    car.ddi.stalls = true;
    offered();
    assertTrue(car.within(Duration.ofMinutes(1), () -> !car.ddi.ranges.isEmpty()));
    car.pass(Duration.ofSeconds(12));
    car.ddi.stalls = false;
    assertTrue(
        car.within(
            Duration.ofMinutes(3), () -> car.ddi.lastFeedback().startsWith("closed success")),
        car.ddi.lastFeedback());
  }
}
