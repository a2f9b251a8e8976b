// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.mutants;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pitest.mutationtest.engine.MutationDetails;

/**
 * Code that nobody wrote: the methods that the compiler gives to records and enums (Java Language
 * Specification 8.9.3, 8.10.3). Nobody could have written them wrongly.
 */
final class ByCompiler {
  private static final Set<String> OF_RECORDS = Set.of("toString", "hashCode", "equals");
  private static final Set<String> OF_ENUMS = Set.of("values", "valueOf", "$values");

  private ByCompiler() {}

  /** Without changes of such code. */
  static List<MutationDetails> without(String type, List<MutationDetails> all) {
    Class<?> loaded;
    try {
      loaded = Class.forName(type, false, ByCompiler.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return all;
    }
    if (loaded.isEnum()) {
      return all.stream().filter(each -> !OF_ENUMS.contains(each.getMethod())).toList();
    }
    if (!loaded.isRecord()) {
      return all;
    }
    Set<String> names = new HashSet<>(OF_RECORDS);
    for (RecordComponent component : loaded.getRecordComponents()) {
      names.add(component.getName());
    }
    // What the compiler adds stands in the line of the record's name; what people add, below it.
    int header = all.stream().mapToInt(MutationDetails::getLineNumber).min().orElse(0);
    return all.stream()
        .filter(each -> each.getLineNumber() != header || !names.contains(each.getMethod()))
        .toList();
  }
}
