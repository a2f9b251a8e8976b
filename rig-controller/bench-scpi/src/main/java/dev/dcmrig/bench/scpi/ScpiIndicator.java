// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Indicator;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.sim.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The light reader: a digitizer whose two inputs are sampled at once, with a few commands
 * (docs/DRIVERS.md, "A light reader"). Samples have numbers; the time of one is that of the first
 * and its number. The digitizer's clock is held to the bench's at each answer.
 *
 * <p>Readings are taken down when they were fetched, up to 100 ms after the lamp has changed. The
 * changes of {@link #history} have the samples' own times.
 */
final class ScpiIndicator implements Indicator, AutoCloseable {
  private static final Duration FETCH_EVERY = Duration.ofMillis(100);
  private static final double NANOS = 1e9;

  /**
   * The most that a clock is corrected within {@link #WINDOW}, in nanoseconds: more means lost
   * samples, another rate, or a digitizer that has stopped.
   */
  private static final long MOST_CORRECTION = 100_000_000L;

  private static final long WINDOW = 10_000_000_000L;

  /** A digitizer hands over this many of its samples at a time. */
  private static final int MOST_SAMPLES = 100_000;

  private final ScpiInstrument instrument;
  private final Site site;
  private final Timeline timeline;
  private final double period;
  private final List<Change> history = new ArrayList<>();
  private final LampSamples samples;
  private final ConcurrentLinkedQueue<Samples> fetched = new ConcurrentLinkedQueue<>();
  private final Sampler sampler;

  /** When sample 0 was; under this object's lock. */
  private double startNanos;

  /** What {@link #startNanos} was when the window began, and when that was. */
  private double windowStart;

  private long windowNanos;

  private long next;

  /** A part of what it has sampled: green and red in turn, in volts. */
  private record Samples(double firstNanos, double[] volts) {}

  private ScpiIndicator(ScpiInstrument instrument, ScpiIndicatorOptions options, Site site) {
    this.instrument = instrument;
    this.site = site;
    this.timeline = site.timeline();
    this.period = NANOS / options.samplesPerSecond();
    this.samples =
        new LampSamples(options.darkVolts(), options.litVolts(), this::changed, new Readings());
    this.sampler = new Sampler("light reader", FETCH_EVERY, this::look, site::broke);
  }

  /** Connects, and begins to sample. */
  static ScpiIndicator open(Site site) {
    ScpiIndicatorOptions options = site.options(ScpiIndicatorOptions.class);
    ScpiInstrument instrument = options.connect(Port.INDICATOR.path());
    try {
      instrument.command("ABOR", "ACQ:SRAT " + options.samplesPerSecond());
      ScpiIndicator indicator = new ScpiIndicator(instrument, options, site);
      indicator.begin();
      site.recorder().beside("instrument.indicator", instrument.identity());
      return indicator;
    } catch (RuntimeException e) {
      instrument.close();
      throw e;
    }
  }

  private synchronized void begin() {
    long before = timeline.nowNanos();
    instrument.command("INIT");
    long after = timeline.nowNanos();
    startNanos = (before + after) / 2.0;
    windowStart = startNanos;
    windowNanos = after;
    fetch((after - before) / 2.0);
    sampler.start();
  }

  /** On the sampler's thread. */
  private void look() {
    fetch();
    timeline.post("light reader", this::take);
  }

  private void fetch() {
    fetch(0);
  }

  private synchronized void fetch(double unsureNanos) {
    long before = timeline.nowNanos();
    String answer = instrument.query("FETC?");
    long after = timeline.nowNanos();
    String[] words = answer.strip().split(",", -1);
    if (words.length % 2 == 0 || words.length > 2 * MOST_SAMPLES) {
      throw garbage(answer);
    }
    double[] volts = new double[words.length - 1];
    try {
      long first = Long.parseLong(words[0].strip());
      if (first != next) {
        throw new BenchBroken(
            instrument.who()
                + " has lost samples: it goes on at "
                + first
                + ", and "
                + next
                + " was next; is its buffer too small for 'samplesPerSecond'?");
      }
      for (int index = 0; index < volts.length; index++) {
        volts[index] = ScpiInstrument.finite(words[index + 1]);
      }
    } catch (NumberFormatException e) {
      throw garbage(answer);
    }
    int count = volts.length / 2;
    keepTo(before, after, next + count, unsureNanos);
    fetched.add(new Samples(startNanos + next * period, volts));
    next += count;
  }

  private BenchBroken garbage(String answer) {
    String shown = answer.length() > 60 ? answer.substring(0, 60) + "..." : answer;
    return new BenchBroken(
        instrument.who()
            + " answered FETC? with '"
            + shown
            + "'; an answer is the number of the first sample, then green and red in volts for"
            + " each, with commas between (docs/DRIVERS.md)");
  }

  /** The newest sample was taken while the answer was waited for: what differs is the clocks'. */
  private void keepTo(long before, long after, long count, double unsureNanos) {
    double newest = startNanos + (count - 1) * period;
    double correction = 0;
    if (newest > after) {
      correction = after - newest;
    } else if (newest < before - period) {
      correction = before - period - newest;
    }
    if (unsureNanos > 0 && Math.abs(correction) <= unsureNanos) {
      // When it began was known no better.
      windowStart = startNanos + correction;
    }
    startNanos += correction;
    if (Math.abs(startNanos - windowStart) > MOST_CORRECTION) {
      throw new BenchBroken(
          String.format(
              Locale.ROOT,
              "%s has gone %.0f ms off the bench's clock within 10 s; does it still sample, at"
                  + " 'samplesPerSecond'?",
              instrument.who(),
              (startNanos - windowStart) / 1e6));
    }
    if (after - windowNanos > WINDOW) {
      windowStart = startNanos;
      windowNanos = after;
    }
  }

  /** On the bench's thread: in the order in which they were fetched. */
  private void take() {
    for (Samples part = fetched.poll(); part != null; part = fetched.poll()) {
      for (int index = 0; index < part.volts.length; index += 2) {
        long nanos = Math.max(0, Math.round(part.firstNanos + index / 2.0 * period));
        samples.sample(nanos, part.volts[index], part.volts[index + 1]);
      }
    }
  }

  private void changed(Change change) {
    history.add(change);
    reading(change.lamp(), "brightness", change.brightness(), "1");
    timeline.changed();
  }

  private void reading(Lamp lamp, String quantity, double value, String unit) {
    String led = "led." + lamp.name().toLowerCase(Locale.ROOT);
    site.recorder().reading(timeline.nowNanos(), led, quantity, value, unit);
  }

  /** What flashing lamps measure, for the evidence. */
  private final class Readings implements LampSamples.Measured {
    @Override
    public void frequency(Lamp lamp, double hertz) {
      reading(lamp, "frequency", hertz, "Hz");
    }

    @Override
    public void phase(double degrees) {
      reading(Lamp.RED, "phase", degrees, "deg");
    }
  }

  /** All changes until now: what was sampled and not fetched is fetched first. */
  @Override
  public List<Change> history() {
    fetch();
    take();
    return List.copyOf(history);
  }

  @Override
  public void close() {
    sampler.close();
    instrument.close();
  }
}
