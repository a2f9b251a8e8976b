// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.Indicator;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.RigPins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The light reader on the wires of the lamps. Does not simulate: daylight, angle, the time that a
 * photodiode needs.
 */
public final class EmulatedIndicator implements Indicator {
  private final List<Change> history = new ArrayList<>();

  public EmulatedIndicator(Timeline timeline, RigPins pins, ScenarioRecorder recorder) {
    pins.onLamp(
        (nanos, lamp, brightness) -> {
          history.add(new Change(Duration.ofNanos(nanos), Lamp.valueOf(lamp.name()), brightness));
          String led = "led." + lamp.name().toLowerCase(Locale.ROOT);
          recorder.reading(nanos, led, "brightness", brightness, "1");
          timeline.changed();
        });
  }

  @Override
  public List<Change> history() {
    return List.copyOf(history);
  }
}
