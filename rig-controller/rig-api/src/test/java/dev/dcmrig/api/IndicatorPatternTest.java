// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.api.Indicator.Change;
import dev.dcmrig.api.Indicator.Lamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndicatorPatternTest {
  private final List<Change> history = new ArrayList<>();

  private void green(int millis, double brightness) {
    history.add(new Change(Duration.ofMillis(millis), Lamp.GREEN, brightness));
  }

  private void red(int millis, double brightness) {
    history.add(new Change(Duration.ofMillis(millis), Lamp.RED, brightness));
  }

  private IndicatorPattern seen(int fromMillis, int toMillis) {
    return IndicatorPattern.classify(
        history, Duration.ofMillis(fromMillis), Duration.ofMillis(toMillis));
  }

  @Test
  void nothingEverLitIsDark() {
    assertEquals(IndicatorPattern.DARK, seen(0, 5000));
  }

  @Test
  void aLampThatStaysLitIsSolid() {
    green(100, 1);
    assertEquals(IndicatorPattern.SOLID_GREEN, seen(200, 5000));
    green(6000, 0);
    red(6000, 1);
    assertEquals(IndicatorPattern.SOLID_RED, seen(6000, 9000));
  }

  @Test
  void aChangeWithinTheSpanIsNoPattern() {
    green(100, 1);
    assertEquals(IndicatorPattern.OTHER, seen(0, 3000));
  }

  @Test
  void greenThatGoesOnAndOffFlashes() {
    for (int flash = 0; flash < 6; flash++) {
      green(flash * 1000, 1);
      green(flash * 1000 + 500, 0);
    }
    assertEquals(IndicatorPattern.FLASHING_GREEN, seen(200, 5200));
    assertEquals(IndicatorPattern.OTHER, seen(200, 9000), "it stopped within the span");
  }

  @Test
  void oneFlashIsNotFlashing() {
    green(0, 1);
    green(500, 0);
    green(1000, 1);
    assertEquals(IndicatorPattern.OTHER, seen(100, 1400));
  }

  @Test
  void redBesideFlashingGreenIsNotFlashingGreen() {
    red(0, 1);
    for (int flash = 0; flash < 6; flash++) {
      green(flash * 1000, 1);
      green(flash * 1000 + 500, 0);
    }
    assertEquals(IndicatorPattern.OTHER, seen(200, 5200));
  }

  @Test
  void lampsThatTakeTurnsAlternate() {
    for (int phase = 0; phase < 10; phase++) {
      green(phase * 500, phase % 2);
      red(phase * 500, 1 - phase % 2);
    }
    assertEquals(IndicatorPattern.ALTERNATING_RED_AND_GREEN, seen(100, 4900));
  }

  @Test
  void lampsThatFlashTogetherDoNotAlternate() {
    for (int phase = 0; phase < 10; phase++) {
      green(phase * 500, phase % 2);
      red(phase * 500, phase % 2);
    }
    assertEquals(IndicatorPattern.OTHER, seen(100, 4900));
  }
}
