// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Supply;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.RigPins;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The supply at the DCM's pin, with a meter in the lead. Does not simulate: the resistance of the
 * lead, current limits, noise.
 */
public final class EmulatedSupply implements Supply {
  private static final String INSTRUMENT = "supply";

  /** Changes of the current that are kept; a DCM makes some tens an hour. */
  private static final int KEPT_CHANGES = 10_000;

  private final Timeline timeline;
  private final RigPins pins;
  private final ScenarioRecorder recorder;
  private final ArrayDeque<Draw> draws = new ArrayDeque<>();

  /** From {@code nanos} on, until the next one. */
  private record Draw(long nanos, double amperes) {}

  public EmulatedSupply(Timeline timeline, RigPins pins, ScenarioRecorder recorder) {
    this.timeline = timeline;
    this.pins = pins;
    this.recorder = recorder;
    draws.add(new Draw(timeline.nowNanos(), pins.amperes()));
    pins.onDraw(this::drawn);
  }

  private void drawn(long nanos, double amperes) {
    recorder.reading(nanos, INSTRUMENT, "current", amperes, "A");
    if (draws.size() == KEPT_CHANGES) {
      draws.remove();
    }
    draws.add(new Draw(nanos, amperes));
    timeline.changed();
  }

  @Override
  public void volts(double volts) {
    if (pins.supplyVolts() != volts) {
      recorder.reading(timeline.nowNanos(), INSTRUMENT, "voltage", volts, "V");
      pins.supply(volts);
    }
  }

  @Override
  public double amperes() {
    return pins.amperes();
  }

  /**
   * The highest value between {@code from} and {@code to}, both included; the one that holds at
   * {@code from} counts, too.
   *
   * @throws IllegalArgumentException when {@code to} is before {@code from}
   * @throws BenchBroken when the meter no longer knows, or does not know yet, what was drawn at
   *     {@code from}
   */
  @Override
  public double highestAmperes(Duration from, Duration to) {
    if (to.compareTo(from) < 0) {
      throw new IllegalArgumentException("a span from " + from + " to " + to + " ends too early");
    }
    if (draws.getFirst().nanos > from.toNanos() || from.toNanos() > timeline.nowNanos()) {
      throw new BenchBroken("the ammeter has no reading of " + from + " on the bench's time");
    }
    double highest = 0;
    // Backwards from the newest: most spans end now.
    for (Iterator<Draw> latest = draws.descendingIterator(); latest.hasNext(); ) {
      Draw draw = latest.next();
      if (draw.nanos <= to.toNanos()) {
        highest = Math.max(highest, draw.amperes);
      }
      if (draw.nanos <= from.toNanos()) {
        break;
      }
    }
    return highest;
  }
}
