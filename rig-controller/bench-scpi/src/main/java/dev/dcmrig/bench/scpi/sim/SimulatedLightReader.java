// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.sim;

import dev.dcmrig.sim.Timeline;
import java.util.ArrayDeque;
import java.util.Locale;

/**
 * A digitizer with a photodiode in front of each lamp: 0.2 V in the dark, 3.0 V of a full lamp. Its
 * commands are those of docs/DRIVERS.md, "A light reader".
 *
 * <p>Does not simulate: daylight, noise, the time that a photodiode needs.
 */
final class SimulatedLightReader extends SimulatedInstrument {
  private static final double DARK_VOLTS = 0.2;
  private static final double SWING_VOLTS = 2.8;
  private static final double NANOS = 1e9;
  private static final int USUAL_RATE = 500;
  private static final int MAX_RATE = 10_000;

  /** What one answer may have: what is older is overwritten, as in a real buffer. */
  private static final int BUFFER = 50_000;

  private final Timeline timeline;
  private final ArrayDeque<Light> lights = new ArrayDeque<>();
  private double rate = USUAL_RATE;
  private long startNanos = -1;
  private long next;

  /** Both lamps, from then on until the next one. */
  private record Light(long nanos, double green, double red) {}

  SimulatedLightReader(DeskWires wires, Timeline timeline) {
    super("DCM Rig,Simulated light reader,SIM-LED-1,1.0");
    this.timeline = timeline;
    lights.add(new Light(0, 0, 0));
    wires.onLamp(this::light);
    command(
        "ACQuire:SRATe",
        parameters -> {
          if (startNanos >= 0) {
            throw ScpiError.settingsConflict();
          }
          rate = parameters.number("", 1, MAX_RATE, USUAL_RATE);
        });
    query("ACQuire:SRATe?", parameters -> String.valueOf(rate));
    command("INITiate[:IMMediate]", parameters -> begin());
    command("ABORt", parameters -> reset());
    query("FETCh?", parameters -> fetch());
  }

  private synchronized void light(long nanos, double green, double red) {
    lights.add(new Light(nanos, green, red));
    if (startNanos < 0) {
      lights.remove();
    }
  }

  private synchronized void begin() {
    startNanos = timeline.nowNanos();
    next = 0;
  }

  private synchronized String fetch() throws ScpiError {
    if (startNanos < 0) {
      throw ScpiError.settingsConflict();
    }
    long newest = (long) ((timeline.nowNanos() - startNanos) * rate / NANOS);
    next = Math.max(next, newest + 1 - BUFFER);
    StringBuilder answer = new StringBuilder().append(next);
    for (; next <= newest; next++) {
      long nanos = startNanos + (long) (next * NANOS / rate);
      Light light = at(nanos);
      answer.append(volts(light.green)).append(volts(light.red));
    }
    return answer.toString();
  }

  private Light at(long nanos) {
    Light light = lights.remove();
    for (Light after = lights.peek(); after != null && after.nanos <= nanos; ) {
      light = lights.remove();
      after = lights.peek();
    }
    lights.addFirst(light);
    return light;
  }

  private static String volts(double brightness) {
    return String.format(Locale.ROOT, ",%.2f", DARK_VOLTS + SWING_VOLTS * brightness);
  }

  @Override
  synchronized void reset() {
    startNanos = -1;
    while (lights.size() > 1) {
      lights.remove();
    }
  }
}
