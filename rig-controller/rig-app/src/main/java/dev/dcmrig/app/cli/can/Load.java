// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.can.load.LoadMeter;
import dev.dcmrig.sim.Timer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reports the load of buses once a second. */
final class Load {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int MARKS = 20;
  private static final double RED_ABOVE = 0.8;
  private static final double YELLOW_ABOVE = 0.5;
  private static final String CLEAR = "\33[H\33[2J";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /**
   * What to show.
   *
   * @param top identifiers of each bus
   * @param count seconds in all; 0: no end
   */
  record Options(boolean time, boolean bar, boolean redraw, int top, long count) {}

  private record Metered(String label, LoadMeter meter) {}

  private final CanSession session;
  private final Options options;
  private final boolean coloured;
  private final List<Metered> buses = new ArrayList<>();
  private final Timer tick;
  private long due;
  private long last;
  private long reports;

  Load(CanSession session, Options options) {
    this.session = session;
    this.options = options;
    this.coloured = session.console().ansi().enabled();
    this.tick = session.timeline().timer(this::report);
  }

  ExitCode run(List<LoadCommand.Source> sources) {
    for (LoadCommand.Source source : sources) {
      LoadMeter meter = new LoadMeter(source.rates());
      String label = source.address().name() + "@" + source.rates().nominalBitsPerSecond();
      buses.add(new Metered(label, meter));
      session
          .open(source.address(), source.rates())
          .listen("rig can load", (time, frame) -> meter.add(frame));
    }
    last = session.timeline().nowNanos();
    due = last + SECOND_NANOS;
    tick.armAt(due);
    return session.await(
        () -> {
          long lost = session.lost();
          if (lost > 0) {
            session.console().err().println("rig: " + lost + " frames LOST, and not counted");
          }
        });
  }

  private void report() {
    long now = session.timeline().nowNanos();
    StringBuilder text = session.out().text();
    if (options.redraw && coloured) {
      text.append(CLEAR);
    }
    if (options.time) {
      Instant at = Instant.ofEpochSecond(session.epochMicros(now) / 1_000_000);
      text.append("rig can load ").append(TIME.format(at.atZone(ZoneId.systemDefault())));
      text.append(" (exact bit stuffing)\n");
    }
    int width = buses.stream().mapToInt(bus -> bus.label.length()).max().orElse(0);
    for (Metered bus : buses) {
      append(text, bus, width, bus.meter.report(now - last));
    }
    text.append('\n');
    session.out().lineDone();
    last = now;
    due += SECOND_NANOS;
    reports++;
    if (reports == options.count) {
      session.end(ExitCode.PASSED);
    } else {
      tick.armAt(due);
    }
  }

  private void append(StringBuilder text, Metered bus, int width, LoadMeter.Report report) {
    String padded = " ".repeat(width - bus.label.length()) + bus.label;
    text.append(
        String.format(
            Locale.ROOT,
            " %s %6d %8d %7d %s %6.0f frames/s",
            padded,
            report.frames(),
            report.bits(),
            report.payloadBits(),
            percent(report.busy()),
            report.framesPerSecond()));
    if (options.bar) {
      int marks = (int) Math.min(MARKS, Math.round(report.busy() * MARKS));
      text.append(" |").append("X".repeat(marks)).append(".".repeat(MARKS - marks)).append('|');
    }
    text.append('\n');
    for (LoadMeter.IdLoad id :
        report.ids().subList(0, Math.min(options.top, report.ids().size()))) {
      text.append(
          String.format(
              Locale.ROOT,
              " %" + width + "s %6d %8d %7s %s%n",
              String.format(Locale.ROOT, id.extended() ? "%08X" : "%03X", id.id()),
              id.frames(),
              id.bits(),
              "",
              percent(id.busy())));
    }
  }

  private String percent(double busy) {
    String text = String.format(Locale.ROOT, "%5.1f%%", 100 * busy);
    if (!coloured || busy < YELLOW_ABOVE) {
      return text;
    }
    return (busy < RED_ABOVE ? "\33[33m" : "\33[31m") + text + "\33[0m";
  }
}
