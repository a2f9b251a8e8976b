// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.api.Indicator.Change;
import dev.dcmrig.api.Indicator.Lamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Changes, frequency and phase of two lamps, from samples each 5 ms. */
class LampSamplesTest {
  private static final int STEP = 5;

  private final List<Change> changes = new ArrayList<>();
  private final List<String> measured = new ArrayList<>();
  private final LampSamples samples =
      new LampSamples(
          0.2,
          3.0,
          changes::add,
          new LampSamples.Measured() {
            @Override
            public void frequency(Lamp lamp, double hertz) {
              measured.add(String.format(Locale.ROOT, "%s %.2f Hz", lamp, hertz));
            }

            @Override
            public void phase(double degrees) {
              measured.add(String.format(Locale.ROOT, "%.0f deg", degrees));
            }
          });
  private int millis;

  private void shine(int forMillis, double green, double red) {
    for (int end = millis + forMillis; millis < end; millis += STEP) {
      samples.sample(Duration.ofMillis(millis).toNanos(), green, red);
    }
  }

  private static Change change(int millis, Lamp lamp, int brightness) {
    return new Change(Duration.ofMillis(millis), lamp, brightness);
  }

  @Test
  void alternatingLampsHaveAFrequencyAndAPhase() {
    for (int turn = 0; turn < 3; turn++) {
      shine(500, 3.0, 0.2);
      shine(500, 0.2, 3.0);
    }
    assertEquals(
        List.of(
            "GREEN 1.00 Hz", "RED 1.00 Hz", "180 deg", "GREEN 1.00 Hz", "RED 1.00 Hz", "180 deg"),
        measured);
    assertEquals(
        List.of(
            change(0, Lamp.GREEN, 1),
            change(500, Lamp.GREEN, 0),
            change(500, Lamp.RED, 1),
            change(1_000, Lamp.GREEN, 1),
            change(1_000, Lamp.RED, 0)),
        changes.subList(0, 5));
  }

  @Test
  void noiseBetweenTheThresholdsIsNoChange() {
    shine(100, 0.2, 0.2);
    for (int turn = 0; turn < 20; turn++) {
      shine(10, 1.4, 0.2);
      shine(10, 1.8, 0.2);
    }
    assertEquals(List.of(), changes);
    shine(100, 2.2, 0.2);
    for (int turn = 0; turn < 20; turn++) {
      shine(10, 1.4, 0.2);
      shine(10, 1.8, 0.2);
    }
    assertEquals(1, changes.size());
  }

  @Test
  void lampsThatChangeTogetherAreToldTogether() {
    shine(100, 0.2, 0.2);
    shine(5, 3.0, 0.2);
    assertEquals(List.of(), changes);
    shine(5, 3.0, 3.0);
    assertEquals(List.of(), changes);
    shine(5, 3.0, 3.0);
    assertEquals(List.of(change(100, Lamp.GREEN, 1), change(105, Lamp.RED, 1)), changes);
  }

  @Test
  void aLampThatComesOnOnceHasNoFrequency() {
    shine(100, 0.2, 0.2);
    shine(3_500, 3.0, 0.2);
    shine(500, 0.2, 0.2);
    shine(100, 3.0, 0.2);
    assertEquals(List.of(), measured);
  }
}
