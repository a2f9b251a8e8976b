// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.mutants;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.qualify.bytecode.SameCode;
import dev.dcmrig.qualify.fault.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.pitest.classinfo.ClassName;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.engine.gregor.GregorMutater;
import org.pitest.mutationtest.engine.gregor.config.Mutator;

/**
 * Every change that PIT's operators can make in what people wrote of some classes. Each is found in
 * the bytecode that runs, and made when it is asked for.
 */
public final class BytecodeMutants {

  /** PIT's operators for code that is tested well already. */
  public static final String STRONGER = "STRONGER";

  /** A name of ours: PIT's operators that are not in {@link #STRONGER}. */
  public static final String OTHERS = "OTHERS";

  private static final List<String> NOT_IN_STRONGER =
      List.of(
          "CONSTRUCTOR_CALLS",
          "EXPERIMENTAL_ARGUMENT_PROPAGATION",
          "EXPERIMENTAL_BIG_DECIMAL",
          "EXPERIMENTAL_BIG_INTEGER",
          "EXPERIMENTAL_MEMBER_VARIABLE",
          "EXPERIMENTAL_NAKED_RECEIVER",
          "INLINE_CONSTS",
          "NEGATE_CONDITIONALS",
          "NON_VOID_METHOD_CALLS",
          "REMOVE_INCREMENTS",
          "REMOVE_SWITCH");

  private final Mutater engine;
  private final Function<String, Optional<byte[]>> original;
  private final Map<String, MutationDetails> byId = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();

  private BytecodeMutants(Mutater engine, Function<String, Optional<byte[]>> original) {
    this.engine = engine;
    this.original = original;
  }

  /**
   * Finds them.
   *
   * @param types names of classes
   * @param operators PIT's names of operators or groups of them: {@code STRONGER}, {@code MATH}; or
   *     {@link #OTHERS}
   * @param bytes the class files, also of classes that those refer to
   * @throws ConfigurationException for an operator that PIT does not know
   */
  public static BytecodeMutants in(
      List<String> types, Collection<String> operators, Function<String, Optional<byte[]>> bytes) {
    BytecodeMutants mutants =
        new BytecodeMutants(
            new GregorMutater(bytes::apply, method -> true, Mutator.fromStrings(known(operators))),
            bytes);
    for (String type : types) {
      mutants.find(type);
    }
    return mutants;
  }

  private static Collection<String> known(Collection<String> operators) {
    Collection<String> all = Mutator.allMutatorIds();
    TreeSet<String> known = new TreeSet<>();
    for (String operator : operators) {
      if (operator.equals(OTHERS)) {
        known.addAll(NOT_IN_STRONGER);
        continue;
      }
      known.add(operator);
      if (!all.contains(operator)) {
        throw new ConfigurationException(
            new Problem(
                "--operators " + operator,
                0,
                "PIT has no such operator",
                Nearest.advice(operator, all.stream().sorted().toList())));
      }
    }
    return known;
  }

  /** A change that returns what was returned before is none; the ids of the others stay. */
  private boolean changesNothing(String type, MutationDetails details) {
    return details.getMutator().contains("returns")
        && original
            .apply(type)
            .filter(bytes -> SameCode.is(bytes, engine.getMutation(details.getId()).getBytes()))
            .isPresent();
  }

  private void find(String type) {
    List<MutationDetails> found =
        ByCompiler.without(type, engine.findMutations(ClassName.fromString(type)));
    StableIds.of(found)
        .forEach(
            (id, details) -> {
              if (changesNothing(type, details)) {
                return;
              }
              byId.put(id, details);
              faults.add(
                  Fault.ofBytecode(
                      id,
                      type,
                      details.getId().getLocation().getMethodName(),
                      StableIds.operator(details),
                      details.getLineNumber(),
                      words(details)));
            });
  }

  /** PIT's words without the packages of what they name. */
  private static String words(MutationDetails details) {
    return details.getDescription().replaceAll("\\b[\\w$]+(?:/[\\w$]+)*/([\\w$]+)", "$1");
  }

  /** In the order of the classes, and within one as they stand in its file. */
  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  /**
   * The class with one change.
   *
   * @throws IllegalArgumentException for a fault that is not from here
   */
  public byte[] bytes(Fault fault) {
    MutationDetails details = byId.get(fault.id());
    if (details == null) {
      throw new IllegalArgumentException(fault.id() + " is no change of these classes");
    }
    return engine.getMutation(details.getId()).getBytes();
  }
}
