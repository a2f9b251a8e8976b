// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCoverageTest {
  @TempDir Path folder;

  private static String told(StateCoverage.Cell cell) {
    return cell.state() + ", " + cell.event() + ": " + cell.verdict() + " " + cell.scenarios();
  }

  @Test
  void eachPairOfAMachineHasTheVerdictOfItsScenarios() throws IOException {
    RunData run = RunData.read(StateRuns.run(folder).getParent());
    StateCoverage.Machine door = StateCoverage.of(run).machines(ScenarioResult::id).get(0);
    assertEquals(
        List.of(
            "closed, push: passed [states/door:1]",
            "closed, key: failed [states/door:2]",
            "open, push: inconclusive [states/door:3]",
            "open, key: impossible []",
            "locked, push: not reached []",
            "locked, key: passed [states/door:4]"),
        door.cells().stream().map(StateCoverageTest::told).toList());
    assertEquals(5, door.transitions());
    assertEquals(3, door.judged(), "what could not be tried was not judged");
  }

  /** The failed one was to end in 'locked'; the one that passed without evidence began there. */
  @Test
  void aStateIsReachedWhereAScenarioWasInIt() throws IOException {
    RunData run = RunData.read(StateRuns.run(folder).getParent());
    List<StateCoverage.State> states =
        StateCoverage.of(run).machines(ScenarioResult::id).get(0).states();
    assertTrue(states.stream().allMatch(StateCoverage.State::reached), states::toString);
    Path passed = run.folder().resolve("scenarios");
    for (ScenarioResult scenario : run.scenarios()) {
      if (scenario.verdict() == Verdict.PASSED) {
        Files.delete(passed.resolve(scenario.folder()).resolve("verdict.json"));
      }
    }
    StateCoverage cut = StateCoverage.of(RunData.read(run.folder()));
    states = cut.machines(ScenarioResult::id).get(0).states();
    assertFalse(states.get(2).reached(), "the scenario that said so has no verdict any more");
    assertTrue(states.get(0).reached());
  }

  @Test
  void theFileForProgramsHoldsItAndVerifyMakesItAnew() throws IOException {
    Path run = StateRuns.run(folder).getParent();
    JsonNode file = new ObjectMapper().readTree(run.resolve("requirements.json").toFile());
    assertEquals("failed", file.at("/states/0/cells/1/verdict").asText());
    assertEquals(List.of(), ReportWriter.differences(run));
    Path machines = run.resolve(RunFolder.MACHINES);
    Files.writeString(machines, Files.readString(machines).replace("\"locked\"", "\"bolted\""));
    assertTrue(
        ReportWriter.differences(run).toString().contains("requirements.json is not what"),
        "another table, another coverage");
  }
}
