// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a sample of faults.
 *
 * @param all how many faults there are to draw from
 * @param sample how many were drawn
 * @param cases how many scenarios there are
 * @param unreached lines that no scenario runs, of all faults, drawn or not
 * @param outcomes of those that were tried, in the order of the sample
 */
public record Qualified(
    Request request,
    int all,
    int sample,
    int cases,
    List<UnreachedLine> unreached,
    List<Outcome> outcomes) {

  private static final double PERCENT = 100;

  public Qualified {
    unreached = List.copyOf(unreached);
    outcomes = List.copyOf(outcomes);
  }

  /** Whether every fault of the sample has an outcome. */
  public boolean isComplete() {
    return outcomes.size() == sample;
  }

  /** How many came to what. */
  public Map<Noticed, Integer> counts() {
    Map<Noticed, Integer> counts = new EnumMap<>(Noticed.class);
    for (Noticed each : Noticed.values()) {
      counts.put(each, 0);
    }
    outcomes.forEach(outcome -> counts.merge(outcome.noticed(), 1, Integer::sum));
    return counts;
  }

  /** How many count so. */
  public int count(Noticed.Group group) {
    return (int) outcomes.stream().filter(outcome -> outcome.noticed().group() == group).count();
  }

  /** Share of the faults that count which was noticed; 100 where none counts. */
  public double percent() {
    int noticed = count(Noticed.Group.NOTICED);
    int counted = noticed + count(Noticed.Group.SURVIVED);
    return counted == 0 ? PERCENT : PERCENT * noticed / counted;
  }

  /** Whether as much was noticed as the domain asks for. */
  public boolean reachesItsGoal() {
    return percent() >= request.domain().goal();
  }
}
