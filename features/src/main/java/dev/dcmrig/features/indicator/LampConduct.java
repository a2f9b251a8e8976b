// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.indicator;

import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.Indicator.Change;
import dev.dcmrig.api.Indicator.Lamp;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.features.scene.Allowances;
import dev.dcmrig.features.scene.CarLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What no indicator may show, whatever the scenario is about (IND-01 to IND-06). Of all that the
 * light reader saw:
 *
 * <ol>
 *   <li>A lamp is dark or fully lit.
 *   <li>The two are never lit together.
 *   <li>During a call green flashes in its phase, and red is dark.
 *   <li>Green does not flash without a call.
 *   <li>The two alternate only after the ignition was turned on, or after a boot.
 *   <li>With the ignition off both are dark, but for a call.
 * </ol>
 */
final class LampConduct {
  /** From what happens to when it shows. */
  static final String UNTIL_SHOWN = "time from what happens to what is shown";

  static final String PHASE = "phase of a lamp";

  /** One lamp after the other is no time together. */
  static final String TOGETHER = "time of both lamps together";

  private static final String ALTERNATES = "the lamps alternate";

  private final Duration untilShown;
  private final Duration clock;
  private final Duration together;
  private final DcmProfile specified;
  private final CarLog car;
  private final List<Span> calls;

  /** The first call that is not over yet. */
  private int first;

  private final List<Shown> shown = new ArrayList<>();
  private final List<EvidenceItem> wrongs = new ArrayList<>();

  /**
   * While an INVITE is out or a call is up.
   *
   * @param begun when the INVITE may have gone out: a slow network brings it later
   * @param from when it has arrived; {@code to} where it never has
   */
  record Span(Duration begun, Duration from, Duration to) {
    boolean covers(Duration begin, Duration end) {
      return begin.compareTo(from) >= 0 && end.compareTo(to) <= 0;
    }

    boolean touches(Duration begin, Duration end) {
      return end.compareTo(from) >= 0 && begin.compareTo(to) <= 0;
    }

    /** Without its first and its last moments; what is slow one way is so the other way. */
    Span inner(Duration untilShown) {
      Duration late = from.minus(begun);
      return new Span(begun, from.plus(untilShown), to.minus(untilShown).minus(late));
    }

    Span outer(Duration untilShown) {
      return new Span(begun, begun.minus(untilShown), to.plus(untilShown));
    }
  }

  /** What the two lamps show for some time. */
  private record Shown(Duration from, Duration to, boolean green, boolean red) {
    Duration length() {
      return to.minus(from);
    }
  }

  private LampConduct(Allowances allowed, DcmProfile specified, CarLog car, List<Span> calls) {
    this.untilShown = allowed.time(UNTIL_SHOWN);
    this.clock = allowed.time(PHASE);
    this.together = allowed.time(TOGETHER);
    this.specified = specified;
    this.car = car;
    this.calls = calls.stream().sorted(Comparator.comparing(Span::begun)).toList();
  }

  /**
   * What is wrong.
   *
   * @param allowed what is let pass
   * @param history of both lamps
   * @param calls when one was placed or up, by network and centre
   * @param now the end of what was looked at
   */
  static List<EvidenceItem> wrongs(
      Allowances allowed,
      DcmProfile specified,
      CarLog car,
      List<Change> history,
      List<Span> calls,
      Duration now) {
    LampConduct conduct = new LampConduct(allowed, specified, car, calls);
    conduct.read(history, now);
    conduct.judge();
    return conduct.wrongs;
  }

  private void read(List<Change> history, Duration now) {
    boolean green = false;
    boolean red = false;
    Duration since = Duration.ZERO;
    for (Change change : history) {
      if (change.brightness() != 0 && change.brightness() != 1) {
        wrong(change.at(), "a lamp is lit by " + change.brightness());
      }
      if (change.at().compareTo(since) > 0) {
        shown.add(new Shown(since, change.at(), green, red));
        since = change.at();
      }
      boolean lit = change.brightness() > 0;
      green = change.lamp() == Lamp.GREEN ? lit : green;
      red = change.lamp() == Lamp.RED ? lit : red;
    }
    if (now.compareTo(since) > 0) {
      shown.add(new Shown(since, now, green, red));
    }
  }

  private void judge() {
    Duration phase = specified.duration("indicator.phase");
    for (int index = 0; index < shown.size(); index++) {
      Shown each = shown.get(index);
      if (each.green && each.red && each.length().compareTo(together) > 0) {
        wrong(each.from, "both lamps are lit");
      }
      during(each, phase);
      if (index > 0 && index + 1 < shown.size()) {
        between(shown.get(index - 1), each, shown.get(index + 1), phase);
      }
      withoutIgnition(each);
    }
  }

  private void during(Shown each, Duration phase) {
    for (Span call : near(each)) {
      if (!call.inner(untilShown).covers(each.from, each.to)) {
        if (each.length().compareTo(phase.plus(clock)) > 0
            && call.inner(untilShown).touches(each.from, each.to)
            && isLonger(call.inner(untilShown), each, phase)) {
          wrong(each.from, "green does not flash during a call");
        }
      } else if (each.red) {
        wrong(each.from, "red is lit during a call");
      } else if (each.length().minus(phase).abs().compareTo(clock) > 0) {
        wrong(each.from, "a phase during a call lasts " + each.length().toMillis() + " ms");
      }
    }
  }

  /** Calls that may be about it; what is shown is looked at in order of time, as calls are. */
  private List<Span> near(Shown each) {
    while (first < calls.size() && calls.get(first).outer(untilShown).to.compareTo(each.from) < 0) {
      first++;
    }
    int end = first;
    while (end < calls.size() && calls.get(end).outer(untilShown).from.compareTo(each.to) <= 0) {
      end++;
    }
    return calls.subList(first, end);
  }

  /** Whether that part of it which lies in the call is too long for a phase. */
  private boolean isLonger(Span call, Shown each, Duration phase) {
    Duration from = each.from.compareTo(call.from) > 0 ? each.from : call.from;
    Duration to = each.to.compareTo(call.to) < 0 ? each.to : call.to;
    return to.minus(from).compareTo(phase.plus(clock)) > 0;
  }

  private void between(Shown before, Shown each, Shown after, Duration phase) {
    if (each.length().compareTo(phase.multipliedBy(2)) >= 0
        || near(each).stream()
            .anyMatch(call -> call.outer(untilShown).touches(each.from, each.to))) {
      return;
    }
    boolean green = before.green && after.green;
    Duration test = specified.duration("selfTest.duration").plus(untilShown);
    Duration from = each.to.compareTo(test) > 0 ? each.to.minus(test) : Duration.ZERO;
    if (!green || car.isBegun(from, each.to)) {
      return;
    }
    if (each.red) {
      wrong(each.from, ALTERNATES);
    } else if (!each.green) {
      wrong(each.from, "green flashes without a call");
    }
  }

  private void withoutIgnition(Shown each) {
    Duration from = each.from.plus(untilShown);
    if ((each.green || each.red)
        && !car.isUpdated()
        && from.compareTo(each.to) < 0
        && car.isIgnition(each.from, each.to, List.of("OFF"))
        && near(each).stream()
            .noneMatch(call -> call.outer(untilShown).touches(each.from, each.to))) {
      wrong(each.from, "a lamp is lit with the ignition off");
    }
  }

  private void wrong(Duration at, String why) {
    wrongs.add(new EvidenceItem("lamp", at.toNanos(), why));
  }
}
