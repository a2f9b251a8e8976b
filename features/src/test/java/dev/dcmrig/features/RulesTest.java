// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cucumber.core.gherkin.Pickle;
import io.cucumber.core.gherkin.StepType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The form of the scenario files: rules are requirements, and a scenario is told in order. */
class RulesTest {
  private static final Path CATALOGUE =
      Path.of(System.getProperty("rig.root"), "hil-configs/requirements/catalogue.yaml");

  /** Areas whose scenarios are still to come. */
  private static final List<String> NO_SCENARIOS_YET = List.of("OTA");

  private static final Pattern RULE = Pattern.compile("  Rule: ((\\S+) .*)");

  /** Id and title of each requirement. */
  static Map<String, String> catalogue() throws IOException {
    Object file = new Load(LoadSettings.builder().build()).loadFromString(read(CATALOGUE));
    Map<String, String> titles = new LinkedHashMap<>();
    for (Object entry : (List<?>) ((Map<?, ?>) file).get("requirements")) {
      Map<?, ?> requirement = (Map<?, ?>) entry;
      titles.put(String.valueOf(requirement.get("id")), String.valueOf(requirement.get("title")));
    }
    return titles;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  @Test
  void everyScenarioStandsUnderARuleThatIsARequirementOfTheCatalogue() throws IOException {
    Map<String, String> catalogue = catalogue();
    List<String> wrong = new ArrayList<>();
    for (Path file : Examples.files()) {
      String before = "";
      boolean rule = false;
      for (String line : read(file).split("\n")) {
        Matcher found = RULE.matcher(line);
        if (found.matches()) {
          rule = true;
          String id = found.group(2);
          if (!found.group(1).equals(id + " " + catalogue.get(id))) {
            wrong.add(file + ": '" + found.group(1) + "' is not a title of the catalogue");
          }
          if (!before.strip().equals("@" + id)) {
            wrong.add(file + ": rule " + id + " needs the tag @" + id);
          }
        } else if (line.strip().startsWith("Scenario") && !rule) {
          wrong.add(file + ": '" + line.strip() + "' stands outside of a rule");
        }
        before = line;
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyRequirementOfTheCatalogueHasAScenario() throws IOException {
    TreeSet<String> missing = new TreeSet<>(catalogue().keySet());
    missing.removeIf(id -> NO_SCENARIOS_YET.stream().anyMatch(id::startsWith));
    assertTrue(missing.size() > 60, () -> "the catalogue has few requirements: " + missing);
    for (Pickle pickle : Examples.pickles()) {
      pickle.getTags().forEach(tag -> missing.remove(tag.substring(1)));
    }
    assertEquals(new TreeSet<String>(), missing);
  }

  @Test
  void nothingIsGivenAfterSomethingHasHappened() throws IOException {
    String late =
        Examples.pickles().stream()
            .filter(RulesTest::isGivenTooLate)
            .map(pickle -> pickle.getUri() + ": " + pickle.getName())
            .collect(Collectors.joining("\n"));
    assertEquals("", late);
  }

  private static boolean isGivenTooLate(Pickle pickle) {
    boolean happened = false;
    for (var step : pickle.getSteps()) {
      if (step.getType() == StepType.GIVEN && happened) {
        return true;
      }
      happened |= step.getType() == StepType.WHEN || step.getType() == StepType.THEN;
    }
    return false;
  }
}
