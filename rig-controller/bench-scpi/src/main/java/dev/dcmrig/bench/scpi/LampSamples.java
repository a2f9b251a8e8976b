// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.api.Indicator.Change;
import dev.dcmrig.api.Indicator.Lamp;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Samples of two lamps become changes, frequencies and the phase between the lamps. Pure: no clock,
 * no instrument. Lamps that change within 10 ms are told together: whoever looked between the two
 * would see a picture that nobody can see.
 */
final class LampSamples {

  /** A lamp that was dark is lit above this; one that was lit is dark below the other. */
  private static final double LIT_ABOVE = 0.6;

  private static final double DARK_BELOW = 0.4;

  private static final Duration TOGETHER = Duration.ofMillis(10);

  /** A longer period is no flashing, in nanoseconds. */
  private static final long LONGEST_PERIOD = 3_000_000_000L;

  private static final double NANOS = 1e9;
  private static final double TURN = 360;

  private final double darkVolts;
  private final double litVolts;
  private final Consumer<Change> changes;
  private final Measured measured;
  private final Map<Lamp, Long> lastRise = new EnumMap<>(Lamp.class);
  private final Map<Lamp, Boolean> lit = new EnumMap<>(Lamp.class);
  private final ArrayDeque<Change> held = new ArrayDeque<>();
  private long greenPeriod;

  /** Told of what flashing lamps measure. */
  interface Measured {
    /** How often a lamp comes on, in Hz. */
    void frequency(Lamp lamp, double hertz);

    /** By how much red comes on after green, in degrees of green's period, 0 to 360. */
    void phase(double degrees);
  }

  LampSamples(double darkVolts, double litVolts, Consumer<Change> changes, Measured measured) {
    this.darkVolts = darkVolts;
    this.litVolts = litVolts;
    this.changes = changes;
    this.measured = measured;
  }

  /** One sample of both inputs; their times never decrease. */
  void sample(long nanos, double greenVolts, double redVolts) {
    lamp(nanos, Lamp.GREEN, greenVolts);
    lamp(nanos, Lamp.RED, redVolts);
    release(Duration.ofNanos(nanos));
  }

  private void release(Duration now) {
    for (Change first = held.peek(); first != null; first = held.peek()) {
      Duration until = first.at().plus(TOGETHER);
      if (now.compareTo(until) < 0) {
        return;
      }
      for (Change next = first; next != null && next.at().compareTo(until) <= 0; ) {
        changes.accept(held.remove());
        next = held.peek();
      }
    }
  }

  private void lamp(long nanos, Lamp lamp, double volts) {
    double brightness = (volts - darkVolts) / (litVolts - darkVolts);
    boolean was = lit.getOrDefault(lamp, false);
    boolean now = was ? brightness >= DARK_BELOW : brightness > LIT_ABOVE;
    if (now != was) {
      lit.put(lamp, now);
      held.add(new Change(Duration.ofNanos(nanos), lamp, now ? 1 : 0));
      if (now) {
        rose(nanos, lamp);
      }
    }
  }

  private void rose(long nanos, Lamp lamp) {
    Long before = lastRise.put(lamp, nanos);
    long period = before == null ? 0 : nanos - before;
    boolean flashes = period > 0 && period <= LONGEST_PERIOD;
    if (flashes) {
      measured.frequency(lamp, NANOS / period);
    }
    if (lamp == Lamp.GREEN) {
      greenPeriod = flashes ? period : 0;
      return;
    }
    Long green = lastRise.get(Lamp.GREEN);
    if (green != null && greenPeriod > 0 && nanos - green <= greenPeriod) {
      measured.phase(TURN * (nanos - green) / greenPeriod);
    }
  }
}
