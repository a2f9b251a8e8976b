// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What lamps did: how long lit and dark, how bright. */
public final class Lamps {
  private static final double NANOS = 1e9;
  private static final double PERCENT = 100;

  /** A lamp that is brighter than this share is meant to be lit. */
  private static final double LIT = 0.5;

  private Lamps() {}

  /**
   * One lamp has changed.
   *
   * @param lamp its colour
   * @param brightness 0 (dark) to 1 (full)
   */
  public record Change(long nanos, String lamp, double brightness) {
    /** As evidence. */
    public EvidenceItem item() {
      String bright = String.format(Locale.ROOT, "%s %.0f %%", lamp, brightness * PERCENT);
      return new EvidenceItem("lamp", nanos, bright);
    }

    private boolean isLit() {
      return brightness > LIT;
    }
  }

  /** Changes of any lamp in a span, the ends included. */
  public static List<EvidenceItem> changes(List<Change> history, long fromNanos, long toNanos) {
    return history.stream()
        .filter(change -> change.nanos >= fromNanos && change.nanos <= toNanos)
        .map(Change::item)
        .toList();
  }

  /**
   * Each time a lamp is lit in a span at all, however little; one that was lit before the span and
   * goes on counts.
   *
   * @param limit of a number of times
   */
  public static Measurement timesLit(
      Question question, List<Change> history, String lamp, Span span, Limit limit) {
    List<EvidenceItem> lit = new ArrayList<>();
    Optional<Change> before = Optional.empty();
    for (Change change : of(history, lamp)) {
      if (change.nanos < span.fromNanos) {
        before = Optional.of(change);
      } else if (change.nanos <= span.toNanos && change.brightness > 0) {
        lit.add(change.item());
      }
    }
    if (before.isPresent() && before.get().brightness > 0) {
      lit.add(0, before.get().item());
    }
    return Counting.of(question, lit, limit);
  }

  /**
   * How long a flashing lamp is lit, and how long dark: the phase within the span that is farthest
   * outside of the limit, or nearest to its ends. The phases at the ends of the span are cut off
   * and don't count.
   */
  public static Measurement phase(
      Question question, List<Change> history, String lamp, Span span, Limit limit) {
    List<Change> turns = new ArrayList<>();
    boolean lit = false;
    for (Change change : of(history, lamp)) {
      if (change.isLit() != lit && change.nanos >= span.fromNanos && change.nanos <= span.toNanos) {
        turns.add(change);
      }
      lit = change.isLit();
    }
    Optional<Integer> worst = Optional.empty();
    for (int number = 1; number < turns.size(); number++) {
      double margin = limit.margin(seconds(turns, number));
      if (worst.isEmpty() || margin < limit.margin(seconds(turns, worst.get()))) {
        worst = Optional.of(number);
      }
    }
    return worst
        .map(
            number ->
                question.number(
                    seconds(turns, number),
                    limit,
                    List.of(turns.get(number - 1).item(), turns.get(number).item())))
        .orElseGet(
            () ->
                question.missing(
                    "no whole phase", limit, turns.stream().map(Change::item).toList()));
  }

  private static double seconds(List<Change> turns, int number) {
    return (turns.get(number).nanos - turns.get(number - 1).nanos) / NANOS;
  }

  /**
   * Brightness of the lamps that are lit in a span, or of those that are dark: the one that is
   * farthest outside of the limit, in percent of full. Empty when no lamp was.
   *
   * @param lit those that are lit; otherwise those that are dark
   */
  public static Optional<Measurement> brightness(
      Question question, List<Change> history, boolean lit, Span span, Limit limit) {
    List<Change> seen = new ArrayList<>();
    for (String lamp : history.stream().map(Change::lamp).distinct().toList()) {
      List<Change> changes = of(history, lamp);
      for (int index = 0; index < changes.size(); index++) {
        boolean begins = changes.get(index).nanos <= span.toNanos;
        boolean last = index + 1 == changes.size();
        boolean goesOn = last || changes.get(index + 1).nanos > span.fromNanos;
        if (begins && goesOn && changes.get(index).isLit() == lit) {
          seen.add(changes.get(index));
        }
      }
    }
    return seen.stream()
        .min(Comparator.comparingDouble(each -> limit.margin(each.brightness * PERCENT)))
        .map(each -> question.number(each.brightness * PERCENT, limit, List.of(each.item())));
  }

  private static List<Change> of(List<Change> history, String lamp) {
    return history.stream().filter(change -> change.lamp.equals(lamp)).toList();
  }

  /** From one instant to another, both included. */
  public record Span(long fromNanos, long toNanos) {}
}
