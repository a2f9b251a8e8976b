// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.pins.PinBoard;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the ammeter in the DCM's supply says of a span. */
class EmulatedSupplyTest {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final PinBoard pins = new PinBoard(timeline);
  private final EmulatedSupply supply = new EmulatedSupply(timeline, pins, NoRecorder.INSTANCE);

  @Test
  void theValueAtTheBeginningOfASpanCountsThoughItBeganEarlier() {
    draw(0, 0.120);
    draw(10, 0.004);
    assertEquals(0.004, supply.amperes());
    assertEquals(0.120, supply.highestAmperes(seconds(5), seconds(20)));
    assertEquals(0.004, supply.highestAmperes(seconds(10), seconds(20)));
  }

  @Test
  void whatComesAfterASpanDoesNotCountAndAPeakWithinItDoes() {
    draw(1, 0.5);
    draw(2, 2.0);
    draw(3, 0.1);
    draw(9, 5.0);
    assertEquals(2.0, supply.highestAmperes(seconds(1), seconds(8)));
    assertEquals(0.1, supply.highestAmperes(seconds(4), seconds(8)));
    assertEquals(5.0, supply.highestAmperes(seconds(4), seconds(9)));
  }

  @Test
  void nothingIsDrawnBeforeTheFirstDcmDraws() {
    timeline.runUntil(seconds(3).toNanos());
    assertEquals(0, supply.highestAmperes(seconds(0), seconds(3)));
  }

  @Test
  void aSpanThatEndsBeforeItBeginsOrBeginsInTheFutureIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> supply.highestAmperes(seconds(2), seconds(1)));
    assertThrows(BenchBroken.class, () -> supply.highestAmperes(seconds(1), seconds(2)));
  }

  @Test
  void aSpanThatTheMeterHasForgottenIsRefusedInsteadOfGuessed() {
    for (int i = 0; i < 10_001; i++) {
      draw(i, i % 2 + 1);
    }
    assertThrows(BenchBroken.class, () -> supply.highestAmperes(seconds(0), seconds(9)));
    assertEquals(2, supply.highestAmperes(seconds(5_000), seconds(9_000)));
  }

  private void draw(int second, double amperes) {
    timeline.runUntil(seconds(second).toNanos());
    pins.draw(amperes);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
