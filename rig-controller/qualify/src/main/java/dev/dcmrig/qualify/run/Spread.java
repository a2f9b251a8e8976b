// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.qualify.worker.CaseResult;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * An order in which few cases show much. A change is often noticed elsewhere than in its own line:
 * what a service no longer writes down is missed after the next reset. So the next case is always
 * the one that reaches most lines of the package that no earlier one has, for the time it takes;
 * when none has more to show, it begins anew with those that are left.
 */
final class Spread {
  /** Shorter cases count as this long, in milliseconds: to start one takes time, too. */
  private static final long LEAST_MILLIS = 50;

  /** Room for the lines of a class; two lines in one place make a case look a little poorer. */
  private static final int MOST_LINES = 1024;

  private record Candidate(CaseResult result, BitSet lines) {
    double gain(BitSet seen) {
      BitSet more = (BitSet) lines.clone();
      more.andNot(seen);
      return (double) more.cardinality() / Math.max(LEAST_MILLIS, result.cpuMillis());
    }
  }

  private Spread() {}

  /**
   * Orders cases.
   *
   * @param code prefix of the names of the classes whose lines count
   * @param cases of equal gain the first one comes first
   */
  static List<CaseResult> over(String code, List<CaseResult> cases) {
    List<Candidate> left = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    cases.forEach(result -> left.add(new Candidate(result, lines(result, code, places))));
    List<CaseResult> order = new ArrayList<>();
    BitSet seen = new BitSet();
    while (!left.isEmpty()) {
      Candidate best = best(left, seen);
      if (best.gain(seen) > 0) {
        seen.or(best.lines);
        left.remove(best);
        order.add(best.result);
      } else if (seen.isEmpty()) {
        left.forEach(candidate -> order.add(candidate.result));
        left.clear();
      } else {
        seen.clear();
      }
    }
    return order;
  }

  /** All lines in one set: each class has a place in it. */
  private static BitSet lines(CaseResult result, String code, Map<String, Integer> places) {
    BitSet all = new BitSet();
    result
        .reach()
        .below(code)
        .forEach(
            (type, lines) -> {
              int from = places.computeIfAbsent(type, ignored -> places.size()) * MOST_LINES;
              lines.stream().forEach(line -> all.set(from + line % MOST_LINES));
            });
    return all;
  }

  private static Candidate best(List<Candidate> left, BitSet seen) {
    Iterator<Candidate> all = left.iterator();
    Candidate best = all.next();
    double most = best.gain(seen);
    while (all.hasNext()) {
      Candidate candidate = all.next();
      double gain = candidate.gain(seen);
      if (gain > most) {
        best = candidate;
        most = gain;
      }
    }
    return best;
  }
}
