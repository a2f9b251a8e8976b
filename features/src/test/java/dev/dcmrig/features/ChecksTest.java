// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Check;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Declared;
import io.cucumber.java.en.Then;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each {@code Then} declares what it measures, in words and amounts that can be read. */
class ChecksTest {
  private static final Path CATALOGUE =
      Path.of(System.getProperty("rig.root"), "hil-configs/requirements/catalogue.yaml");

  private static final Pattern ID = Pattern.compile("(?m)^  - id: (\\S+)$");

  private static List<Method> thens() {
    return StepsDocumentTest.classes().stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Then.class) || hasSeveral(method))
        .toList();
  }

  /** The steps, and the signs of the machines of states, which one step judges. */
  static List<Method> judging() {
    Stream<Method> signs =
        StateTablesTest.machines().all().stream()
            .flatMap(machine -> Arrays.stream(machine.getClass().getDeclaredMethods()))
            .filter(method -> method.getAnnotationsByType(Check.class).length > 0);
    return Stream.concat(thens().stream(), signs).toList();
  }

  private static boolean hasSeveral(Method method) {
    return method.getAnnotationsByType(Then.class).length > 1;
  }

  private static Stream<String> wrongWith(Method then, Check check, Set<String> ids) {
    List<String> wrong = new ArrayList<>();
    for (String amount : List.of(check.tolerance(), check.resolution(), check.uncertainty())) {
      try {
        Declared.amount(amount, check.unit());
      } catch (IllegalStateException e) {
        wrong.add(e.getMessage());
      }
    }
    try {
      Declared.amount(check.within(), Unit.SECOND);
    } catch (IllegalStateException e) {
      wrong.add(e.getMessage());
    }
    if (check.quantity().isBlank()) {
      wrong.add("no quantity");
    }
    if (check.unit() == Unit.WORD && !check.tolerance().isEmpty()) {
      wrong.add("a word has no tolerance");
    }
    Arrays.stream(check.speaksFor())
        .filter(id -> !ids.contains(id))
        .forEach(id -> wrong.add("no requirement " + id));
    return wrong.stream().map(each -> then + ": " + each);
  }

  @Test
  void everyThenDeclaresWhatItMeasures() {
    List<String> silent =
        thens().stream()
            .filter(then -> then.getDeclaringClass() != StateSteps.class)
            .filter(then -> then.getAnnotationsByType(Check.class).length == 0)
            .map(Method::toString)
            .toList();
    assertEquals(List.of(), silent, "a Then without @Check judges nothing that can be reported");
    assertTrue(thens().size() > 40, () -> thens().size() + " Thens were found");
  }

  @Test
  void amountsAndIdsCanBeRead() throws IOException {
    Set<String> ids =
        ID.matcher(Files.readString(CATALOGUE))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    List<String> wrong =
        judging().stream()
            .flatMap(
                then ->
                    Arrays.stream(then.getAnnotationsByType(Check.class))
                        .flatMap(check -> wrongWith(then, check, ids)))
            .toList();
    assertEquals(List.of(), wrong);
  }

  /** A measurement finds its declaration by its quantity. */
  @Test
  void theQuantitiesOfAStepAreToldApart() {
    List<String> same = new ArrayList<>();
    for (Method then : judging()) {
      List<String> quantities =
          Arrays.stream(then.getAnnotationsByType(Check.class)).map(Check::quantity).toList();
      for (String one : quantities) {
        long begun = quantities.stream().filter(other -> other.startsWith(one)).count();
        if (begun > 1) {
          same.add(then.getName() + ": " + one);
        }
      }
    }
    assertEquals(List.of(), same);
  }

  /** What follows a failure is said by a measurement, never by a sentence alone. */
  @Test
  void noStepFailsWithoutAMeasurement() throws IOException {
    Path sources =
        Path.of(System.getProperty("rig.root"), "features/src/main/java/dev/dcmrig/features");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> others =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> read(file).contains("RequirementNotMet"))
              .map(file -> String.valueOf(file.getFileName()))
              .toList();
      assertEquals(List.of("Judging.java"), others);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
