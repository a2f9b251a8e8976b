// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.qualify.bytecode.MergedClass;
import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.worker.ClassFiles;
import dev.dcmrig.qualify.worker.Order.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Faults of code that are made at the same time, each in a method of its own: what no scenario
 * notices of all of them, none notices of one.
 */
final class FaultGroup {
  /** More would hide each other too often. */
  static final int MOST = 16;

  private FaultGroup() {}

  /** Whether it can be made beside others. */
  static boolean isPossible(Fault fault) {
    return fault.kind() == Fault.Kind.BYTECODE && !ClassKind.isGivenOtherBytesOnce(fault);
  }

  /** Groups in which no two faults change one method. */
  static List<List<Fault>> of(Collection<Fault> faults) {
    List<List<Fault>> groups = new ArrayList<>();
    for (Fault fault : faults) {
      groups.stream()
          .filter(group -> group.size() < MOST)
          .filter(group -> group.stream().noneMatch(other -> isSameMethod(other, fault)))
          .findFirst()
          .orElseGet(
              () -> {
                List<Fault> group = new ArrayList<>();
                groups.add(group);
                return group;
              })
          .add(fault);
    }
    return groups;
  }

  private static boolean isSameMethod(Fault one, Fault other) {
    return one.type().equals(other.type()) && one.method().equals(other.method());
  }

  /** What makes all of them. */
  static List<Change> changes(Collection<Fault> faults, Function<Fault, byte[]> bytes) {
    Map<String, Map<String, byte[]>> byType = new LinkedHashMap<>();
    for (Fault fault : faults) {
      byType
          .computeIfAbsent(fault.type(), type -> new LinkedHashMap<>())
          .put(fault.method(), bytes.apply(fault));
    }
    List<Change> changes = new ArrayList<>();
    byType.forEach(
        (type, methods) ->
            changes.add(
                new Change(type, MergedClass.of(ClassFiles.bytes(type).orElseThrow(), methods))));
    return changes;
  }
}
