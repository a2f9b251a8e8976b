// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.qualify.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StableIdsTest {
  private static final String CODE =
      """
      package sample;
      class Lamp {
        private int presses;
        boolean isOn(int level) {
          return level > 3 && presses < 2;
        }
        boolean isOn(String level, long[] more) {
          return level.isEmpty() || more.length == 0;
        }
        void press(Runnable then) {
          Runnable first = () -> then.run();
          Runnable second = () -> {
            then.run();
            presses++;
          };
          first.run();
          second.run();
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void idsStayWhenLinesMove() throws Exception {
    List<Fault> before = faults(CODE);
    List<Fault> after = faults(CODE.replace("\n", "\n\n").replace("{", "{ // why\n"));
    assertEquals(ids(before), ids(after));
    assertNotEquals(before.get(0).line(), after.get(0).line());
  }

  @Test
  void everyFaultHasAnIdOfItsOwn() throws Exception {
    List<String> ids = ids(faults(CODE));
    assertEquals(ids.size(), new HashSet<>(ids).size());
    assertTrue(ids.size() > 15, ids::toString);
  }

  @Test
  void anIdNamesClassMethodParametersOperatorAndPlace() throws Exception {
    List<String> ids = ids(faults(CODE));
    assertTrue(ids.contains("sample.Lamp.isOn(int)/ConditionalsBoundary/2"), ids::toString);
    assertTrue(ids.contains("sample.Lamp.isOn(String,long[])/BooleanTrueReturn/1"), ids::toString);
    assertTrue(ids.contains("sample.Lamp.press:lambda2(Runnable)/VoidMethodCall/1"), ids::toString);
  }

  @Test
  void codeInAnotherMethodMovesNoId() throws Exception {
    List<String> before = ids(faults(CODE));
    List<String> after =
        ids(faults(CODE.replace("void press", "void more(Runnable r) { r.run(); } void press")));
    assertTrue(after.containsAll(before));
  }

  @Test
  void aFaultIsMadeAsOftenAsItIsAskedFor() throws Exception {
    BytecodeMutants mutants = mutants(CODE);
    Fault fault = mutants.faults().get(0);
    byte[] once = mutants.bytes(fault);
    assertFalse(once.length == 0);
    assertEquals(List.of(box(once)), List.of(box(mutants.bytes(fault))));
  }

  @Test
  void aChangeThatReturnsTheSameIsNone() throws Exception {
    List<String> ids =
        ids(
            faults(
                """
                package sample;
                class Lamp {
                  boolean yes() { return true; }
                  boolean no() { return false; }
                  long none() { return 0L; }
                  long one() { return 1L; }
                  double nothing() { return 0.0; }
                  String empty() { return ""; }
                  String word() { return "word"; }
                  java.util.Optional<String> absent() { return java.util.Optional.empty(); }
                  java.util.Optional<String> there() { return java.util.Optional.of(word()); }
                }
                """));
    assertEquals(
        List.of(
            "sample.Lamp.no()/BooleanTrueReturn/1",
            "sample.Lamp.one()/PrimitiveReturns/1",
            "sample.Lamp.there()/EmptyObjectReturn/1",
            "sample.Lamp.word()/EmptyObjectReturn/1",
            "sample.Lamp.yes()/BooleanFalseReturn/1"),
        ids);
  }

  @Test
  void anUnknownOperatorIsRefusedWithTheNearestOne() {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () -> BytecodeMutants.in(List.of(), List.of("STRONGEST"), name -> Optional.empty()));
    assertTrue(String.valueOf(refused.getMessage()).contains("STRONGER"), refused::toString);
  }

  private static List<Byte> box(byte[] bytes) {
    java.util.ArrayList<Byte> boxed = new java.util.ArrayList<>();
    for (byte each : bytes) {
      boxed.add(each);
    }
    return boxed;
  }

  private static List<String> ids(List<Fault> faults) {
    return faults.stream().map(Fault::id).toList();
  }

  private List<Fault> faults(String code) throws Exception {
    return mutants(code).faults();
  }

  private BytecodeMutants mutants(String code) throws Exception {
    Path source = Files.writeString(folder.resolve("Lamp.java"), code);
    Path out = Files.createTempDirectory(folder, "classes");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-g", "-d", out.toString(), source.toString());
    assertEquals(0, failed);
    return BytecodeMutants.in(List.of("sample.Lamp"), List.of("STRONGER"), from(out));
  }

  private static Function<String, Optional<byte[]>> from(Path out) {
    return name -> {
      Path file = out.resolve(name.replace('.', '/') + ".class");
      try {
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    };
  }
}
