// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gaps between things that follow each other: attempts, reports, tries. */
public final class Gaps {
  private static final double NANOS = 1e9;

  private Gaps() {}

  /**
   * One thing that lasted.
   *
   * @param endNanos null while it goes on
   */
  public record Interval(long startNanos, @Nullable Long endNanos, String kind, String what) {
    /** A thing without length. */
    public static Interval at(EvidenceItem item) {
      return new Interval(item.nanos(), item.nanos(), item.kind(), item.what());
    }

    EvidenceItem started() {
      return new EvidenceItem(kind, startNanos, what);
    }
  }

  /**
   * The gap from each end to the next start, a measurement each; one that is missing its end has no
   * value. Fewer than two things have no gap: one measurement says so.
   *
   * @param intervals in order of time
   */
  public static List<Measurement> fromEndToStart(
      Question question, List<Interval> intervals, Limit limit) {
    if (intervals.size() < 2) {
      List<EvidenceItem> seen = intervals.stream().map(Interval::started).toList();
      String number = intervals.isEmpty() ? "none was seen" : "only one was seen";
      return List.of(question.missing("no gap: " + number, limit, seen));
    }
    List<Measurement> gaps = new ArrayList<>();
    for (int number = 1; number < intervals.size(); number++) {
      Interval before = intervals.get(number - 1);
      Interval next = intervals.get(number);
      Question one = question.of("after number " + number);
      List<EvidenceItem> decidedBy = List.of(before.started(), next.started());
      Long ended = before.endNanos();
      if (ended == null) {
        gaps.add(one.missing("the one before goes on", limit, decidedBy));
      } else {
        gaps.add(one.number((next.startNanos() - ended) / NANOS, limit, decidedBy));
      }
    }
    return gaps;
  }

  /**
   * Whether things come at one interval throughout a span: from its start to the first at most one
   * interval, from each to the next one interval, from the last to the end at most one.
   *
   * @param items in order of time
   * @param limit of one interval
   */
  public static List<Measurement> throughout(
      Question question, List<EvidenceItem> items, long fromNanos, long untilNanos, Limit limit) {
    double most = limit.upper() == null ? 0 : limit.upper();
    Limit cutOff = Limit.atMost(most, limit.tolerance(), limit.source());
    if (items.isEmpty()) {
      double silence = (untilNanos - fromNanos) / NANOS;
      return List.of(question.of("without any").number(silence, cutOff, List.of()));
    }
    List<Measurement> gaps = new ArrayList<>();
    EvidenceItem first = items.get(0);
    gaps.add(
        question
            .of("before the first")
            .number((first.nanos() - fromNanos) / NANOS, cutOff, List.of(first)));
    if (items.size() > 1) {
      gaps.addAll(fromEndToStart(question, items.stream().map(Interval::at).toList(), limit));
    }
    EvidenceItem last = items.get(items.size() - 1);
    gaps.add(
        question
            .of("after the last")
            .number((untilNanos - last.nanos()) / NANOS, cutOff, List.of(last)));
    return gaps;
  }
}
