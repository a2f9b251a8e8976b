// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListsTest {

  @Test
  void everyRequirementIsListedWithTheScenariosThatShowIt() throws IOException {
    JsonNode rows = json("list", "requirements", "--json");
    assertEquals(77, rows.size());
    for (JsonNode row : rows) {
      assertTrue(!row.get("scenarios").isEmpty(), row::toString);
    }
  }

  @Test
  void everyDefectNamesARequirementOfTheCatalogue() throws IOException {
    Map<String, String> subjects = new HashMap<>();
    json("list", "requirements", "--json")
        .forEach(row -> subjects.put(row.get("id").asText(), row.get("subject").asText()));
    JsonNode defects = json("list", "defects", "--json");
    assertTrue(defects.size() >= 20, defects::toString);
    Set<String> seen = new HashSet<>();
    for (JsonNode defect : defects) {
      assertTrue(seen.add(defect.get("id").asText()), defect::toString);
      assertTrue(subjects.containsKey(defect.get("requirement").asText()), defect::toString);
      assertEquals(
          subjects.get(defect.get("requirement").asText()),
          defect.get("subject").asText().toLowerCase(Locale.ROOT),
          defect::toString);
      assertTrue(defect.get("alsoBreaks").isArray(), defect::toString);
      assertTrue(defect.get("title").asText().length() > 5, defect::toString);
    }
  }

  @Test
  void stepShapesAreFewerThanTwoHundred() throws IOException {
    JsonNode steps = json("list", "steps", "--json");
    assertTrue(steps.size() > 5 && steps.size() < 200, () -> steps.size() + " steps");
  }

  @Test
  void aStepIsExplainedByWhatItsCodeDeclares() throws IOException {
    for (JsonNode step : json("list", "steps", "--explain", "--json")) {
      if (step.get("pattern").asText().equals("a call is attempted at most {span} later")) {
        JsonNode first = step.get("measures").get(0);
        assertEquals("s", first.get("unit").asText(), step::toString);
        assertTrue(first.get("speaksFor").toString().contains("SOS-15"), step::toString);
        assertTrue(first.get("uncertainty").asText().endsWith(" ms"), step::toString);
        String said = Rig.run("list", "steps", "--explain").out();
        assertTrue(said.contains("    " + first.get("quantity").asText() + " [s] from"), said);
        return;
      }
    }
    throw new AssertionError("no such step");
  }

  @Test
  void benchesAreListedAndAllOfThemAreRight() throws IOException {
    JsonNode benches = json("list", "benches", "--json");
    assertTrue(benches.size() >= 2);
    for (JsonNode bench : benches) {
      assertEquals(0, bench.get("problems").asInt(), bench::toString);
      Rig check = Rig.run("check", bench.get("file").asText(), "--elsewhere");
      assertEquals(ExitCode.PASSED, check.code(), check::toString);
    }
  }

  @Test
  void listsForPeopleHaveOneLineEach() {
    assertEquals(77, Rig.run("list", "requirements").out().lines().count());
    assertTrue(
        Rig.run("list", "defects")
            .out()
            .lines()
            .allMatch(line -> line.matches("[a-z0-9_-]+ +[A-Z]{3}-[0-9]{2}  (dcm|service) +.+")));
    assertTrue(Rig.run("list", "benches").out().contains("emulated-ecall-112"));
  }

  @Test
  void helpHasExamplesAndTheCompletionScriptNamesTheCommands() {
    for (String[] command :
        new String[][] {
          {"--help"},
          {"run", "--help"},
          {"list", "--help"},
          {"check", "--help"},
          {"trace", "convert", "--help"}
        }) {
      Rig help = Rig.run(command);
      assertEquals(ExitCode.PASSED, help.code(), help::toString);
      assertTrue(help.out().contains("Example"), help::toString);
    }
    Rig completion = Rig.run("completion");
    assertTrue(completion.out().contains("--defect"), "no option in the completion script");
    assertTrue(Rig.run("--version").out().startsWith("DCM Rig "), "no version");
  }

  private static JsonNode json(String... arguments) throws IOException {
    Rig rig = Rig.run(arguments);
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    return new ObjectMapper().readTree(rig.out());
  }
}
