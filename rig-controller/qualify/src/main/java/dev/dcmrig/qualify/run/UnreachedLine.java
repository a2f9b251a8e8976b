// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.qualify.fault.Area;
import dev.dcmrig.qualify.fault.Domain;
import dev.dcmrig.qualify.fault.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A line that no scenario runs: every fault in it survives.
 *
 * @param area that it lies in, or empty
 * @param type its class
 * @param line where it stands today
 * @param faults that can be made there
 */
public record UnreachedLine(String area, String type, int line, int faults) {

  /** Of all faults, drawn or not; by area, class and line. */
  static List<UnreachedLine> of(List<Fault> all, Domain domain, Predicate<Fault> isReached) {
    Map<String, UnreachedLine> lines = new LinkedHashMap<>();
    for (Fault fault : all) {
      if (!isReached.test(fault)) {
        UnreachedLine one =
            new UnreachedLine(
                domain.area(fault).map(Area::name).orElse(""), fault.type(), fault.line(), 1);
        lines.merge(fault.type() + ":" + fault.line(), one, UnreachedLine::and);
      }
    }
    List<UnreachedLine> sorted = new ArrayList<>(lines.values());
    sorted.sort(
        Comparator.comparing(UnreachedLine::area)
            .thenComparing(UnreachedLine::type)
            .thenComparingInt(UnreachedLine::line));
    return sorted;
  }

  private UnreachedLine and(UnreachedLine other) {
    return new UnreachedLine(area, type, line, faults + other.faults);
  }
}
