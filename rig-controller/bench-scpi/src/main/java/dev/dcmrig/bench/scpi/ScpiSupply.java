// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Supply;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.sim.Timeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Locale;

/**
 * A programmable supply that speaks SCPI (SCPI-1999, power supply class). The bench file's limits
 * hold before anything is sent. Its output is off when it is opened, at 0 V, and at every end.
 *
 * <p>The current is looked at again and again, on a thread of its own: {@link #highestAmperes} is
 * as fine as these looks.
 */
final class ScpiSupply implements Supply, AutoCloseable {
  private static final String INSTRUMENT = "supply";
  private static final String OFF = "OUTP OFF";

  /** An hour of looks, five a second. */
  private static final int KEPT_SAMPLES = 20_000;

  /** A change that is taken down as a reading, in amperes. */
  private static final double NOTED_AMPERES = 1e-3;

  private final ScpiInstrument instrument;
  private final ScpiSupplyOptions options;
  private final Site site;
  private final Timeline timeline;
  private final Runnable safe;
  private final ArrayDeque<Sample> samples = new ArrayDeque<>();
  private final Sampler sampler;
  private double volts;

  private record Sample(long nanos, double amperes) {}

  private ScpiSupply(ScpiInstrument instrument, ScpiSupplyOptions options, Site site) {
    this.instrument = instrument;
    this.options = options;
    this.site = site;
    this.timeline = site.timeline();
    this.safe = () -> instrument.makeSafe(off(options));
    this.sampler = new Sampler("supply current", options.sampleEvery(), this::sample, site::broke);
  }

  /** Connects, switches the output off, and sets the limits in the instrument. */
  static ScpiSupply open(Site site) {
    ScpiSupplyOptions options = site.options(ScpiSupplyOptions.class);
    ScpiInstrument instrument = options.connect(Port.SUPPLY.path());
    ScpiSupply supply = new ScpiSupply(instrument, options, site);
    SafeStates.opened(supply.safe);
    try {
      supply.setUp();
      return supply;
    } catch (RuntimeException e) {
      supply.close(e);
      throw e;
    }
  }

  private void setUp() {
    instrument.command(off(options));
    // What another run has left must not be above the protection, nor be there when it comes on.
    instrument.command("VOLT 0");
    instrument.command("CURR " + number(options.maxAmperes()));
    if (options.protection()) {
      instrument.command("VOLT:PROT " + number(options.maxVolts()));
    }
    site.recorder().beside("instrument.supply", instrument.identity());
    take(timeline.nowNanos(), instrument.number("MEAS:CURR?"));
    sampler.start();
  }

  /** Of its own channel: a new connection may begin with another one. */
  private static String[] off(ScpiSupplyOptions options) {
    return options
        .channel()
        .map(channel -> new String[] {"INST:NSEL " + channel, OFF})
        .orElseGet(() -> new String[] {OFF});
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  @Override
  public void volts(double newVolts) {
    if (!(newVolts >= 0)) {
      throw new BenchBroken(
          "a supply of "
              + newVolts
              + " V was refused: 'instruments.supply' does not reverse its output");
    }
    if (newVolts > options.maxVolts()) {
      throw new BenchBroken(
          "a supply of "
              + newVolts
              + " V was refused, and not sent: 'instruments.supply.maxVolts' is "
              + options.maxVolts()
              + " V; a scenario can't burn a DUT. Raise the limit if this DUT bears it");
    }
    if (newVolts == volts) {
      return;
    }
    if (newVolts == 0) {
      instrument.command(OFF);
    } else if (volts == 0) {
      // One by one: with a voltage that it has refused it must not come on.
      instrument.command("VOLT " + number(newVolts));
      instrument.command("OUTP ON");
    } else {
      instrument.command("VOLT " + number(newVolts));
    }
    volts = newVolts;
    site.recorder().reading(timeline.nowNanos(), INSTRUMENT, "voltage", newVolts, "V");
  }

  @Override
  public double amperes() {
    double amperes = instrument.number("MEAS:CURR?");
    take(timeline.nowNanos(), amperes);
    return amperes;
  }

  /** On the sampler's thread. */
  private void sample() {
    double amperes = instrument.number("MEAS:CURR?");
    timeline.post(INSTRUMENT, () -> take(timeline.nowNanos(), amperes));
  }

  private void take(long nanos, double amperes) {
    Sample last = samples.peekLast();
    if (last == null || Math.abs(last.amperes - amperes) >= NOTED_AMPERES) {
      site.recorder().reading(nanos, INSTRUMENT, "current", amperes, "A");
    }
    if (samples.size() == KEPT_SAMPLES) {
      samples.remove();
    }
    samples.add(new Sample(nanos, amperes));
  }

  /**
   * The highest of the looks between {@code from} and {@code to}, and of the last one before them.
   * Where there was none since {@code from} it looks now: what was before them says little.
   *
   * @throws BenchBroken when there was no look before {@code from}
   */
  @Override
  public double highestAmperes(Duration from, Duration to) {
    if (to.compareTo(from) < 0) {
      throw new IllegalArgumentException("a span from " + from + " to " + to + " ends too early");
    }
    if (samples.getFirst().nanos > from.toNanos() || from.toNanos() > timeline.nowNanos()) {
      throw new BenchBroken("the ammeter has no reading of " + from + " on the bench's time");
    }
    double highest = samples.getLast().nanos < from.toNanos() ? amperes() : 0;
    for (Iterator<Sample> latest = samples.descendingIterator(); latest.hasNext(); ) {
      Sample sample = latest.next();
      if (sample.nanos <= to.toNanos()) {
        highest = Math.max(highest, sample.amperes);
      }
      if (sample.nanos <= from.toNanos()) {
        break;
      }
    }
    return highest;
  }

  private void close(RuntimeException because) {
    try {
      close();
    } catch (RuntimeException e) {
      because.addSuppressed(e);
    }
  }

  /** Switches the output off, whatever has gone wrong before. */
  @Override
  public void close() {
    sampler.close();
    try {
      safe.run();
    } finally {
      SafeStates.closed(safe);
      instrument.close();
    }
  }
}
