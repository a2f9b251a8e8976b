// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.fault;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something whose faults must be noticed: the DCM, the services, a profile's numbers, the judge.
 *
 * @param name as the command line has it
 * @param goal share of its faults that must be noticed, in percent
 * @param except packages below those of the areas that don't belong to it
 * @param tests packages whose tests a fault meets first, where somebody brings them
 * @param defects whether its faults are tried with each seeded defect, too: a judge shows by what
 *     it fails to see
 */
public record Domain(
    String name,
    double goal,
    List<String> except,
    List<String> tests,
    boolean defects,
    List<Area> areas) {

  public Domain {
    except = List.copyOf(except);
    tests = List.copyOf(tests);
    areas = List.copyOf(areas);
  }

  /** The same with another goal, in percent. */
  public Domain withGoal(double percent) {
    return new Domain(name, percent, except, tests, defects, areas);
  }

  /** The packages and classes of all areas. */
  public List<String> packages() {
    return areas.stream().flatMap(area -> area.classes().stream()).distinct().toList();
  }

  /** The area that names a fault's place most closely. */
  public Optional<Area> area(Fault fault) {
    return areas.stream()
        .filter(area -> area.closeness(fault) > 0)
        .max(Comparator.comparingInt(area -> area.closeness(fault)));
  }

  /** How likely a fault is drawn; 1 where no area says. */
  public double weight(Fault fault) {
    return area(fault).map(Area::weight).orElse(1.0);
  }
}
