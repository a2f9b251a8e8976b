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
}
