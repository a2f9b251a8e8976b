// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.indicator.IndicatorDriver.Show;
import dev.dcmrig.sim.pins.Lamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorDriverTest {
  private final DcmParts parts = new DcmParts();
  private final IndicatorDriver indicator =
      new IndicatorDriver(parts.context, parts.settings.indicator());

  /** Lit lamps: R, G, both or none. */
  private String lamps() {
    return (parts.pins.brightness(Lamp.RED) > 0 ? "R" : "")
        + (parts.pins.brightness(Lamp.GREEN) > 0 ? "G" : "");
  }

  /** What is lit 1 ms before and at each change of phase. */
  private String phases(int count) {
    StringBuilder seen = new StringBuilder();
    for (int n = 0; n < count; n++) {
      seen.append(lamps().isEmpty() ? "-" : lamps());
      parts.passMillis(499);
      seen.append(lamps().isEmpty() ? "-" : lamps());
      parts.passMillis(1);
    }
    return seen.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "DARK, --------",
    "GREEN, GGGGGGGG",
    "RED, RRRRRRRR",
    "ALTERNATING, RRGGRRGG",
    "FLASHING_GREEN, GG--GG--"
  })
  void everyPatternHasItsPhases(Show show, String expected) {
    indicator.show(show);
    assertEquals(expected, phases(4));
  }

  @Test
  void whatIsShownAlreadyGoesOnInItsPhase() {
    indicator.show(Show.FLASHING_GREEN);
    parts.passMillis(499);
    indicator.show(Show.FLASHING_GREEN);
    parts.passMillis(1);
    assertEquals("", lamps());
  }

  @Test
  void aNewPatternBeginsAtOnceAndTheOldOneIsOver() {
    indicator.show(Show.ALTERNATING);
    parts.passMillis(250);
    indicator.show(Show.GREEN);
    assertEquals("G", lamps());
    parts.pass(Duration.ofSeconds(3));
    assertEquals("G", lamps());
  }
}
