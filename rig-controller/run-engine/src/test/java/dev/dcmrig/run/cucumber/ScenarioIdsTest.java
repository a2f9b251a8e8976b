// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scenario is called, and what may move without changing it. */
class ScenarioIdsTest {
  @TempDir Path folder;

  private List<FeatureScenario> scenarios(String text) throws IOException {
    Path area = Files.createDirectories(folder.resolve("features/sos"));
    Files.writeString(area.resolve("calls.feature"), text);
    return FeatureFiles.of(new RigHome(folder), List.of("sos")).scenarios();
  }

  private List<String> ids(String text) throws IOException {
    return scenarios(text).stream().map(FeatureScenario::id).toList();
  }

  @Test
  void anIdIsMadeOfFileNameAndValues() throws IOException {
    assertEquals(
        List.of(
            "sos/calls:at-most-three-attempts",
            "sos/calls:kept",
            "sos/calls:retry-after-delay:10_s,TLS",
            "sos/calls:retry-after-delay:-1,a-b"),
        ids(
            """
            Feature: F
              Scenario: At most three attempts
              @id-kept
              Scenario: A name that may change
              Rule: R
                Scenario Outline: Retry after <delay>
                  Examples:
                    | delay | how |
                    | 10 s  | TLS |
                    | -1    | a-b |
            """));
  }

  @Test
  void valuesThatLookTheSameAreToldApart() throws IOException {
    List<String> ids =
        ids(
            """
            Feature: F
              Scenario Outline: V <v>
                Examples:
                  | v   |
                  | a b |
                  | a_b |
                  | a<b |
                  | a>b |
                  | \u00e4   |
            """);
    assertEquals(5, new HashSet<>(ids).size(), ids::toString);
  }

  @Test
  void twoOfOneNameAreRefusedWithBothPlaces() {
    String text = "Feature: F\n  Scenario: Same\n  Scenario: Other\n  Scenario: same!\n";
    String refusal =
        String.valueOf(
            assertThrows(ConfigurationException.class, () -> scenarios(text)).getMessage());
    assertTrue(refusal.contains("features/sos/calls.feature:4"), refusal);
    assertTrue(refusal.contains("as has the scenario in line 2"), refusal);
  }

  /** Seeds, folders, digests and JUnit's names hang on the id alone. */
  @Test
  void aCommentOnTopOfEveryFeatureFileChangesNoId() throws IOException {
    RigHome home = RigHome.find();
    List<FeatureScenario> before = FeatureFiles.all(home).scenarios();
    Path source = home.features();
    try (var files = Files.walk(source, 2)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".feature")).toList()) {
        Path copy = folder.resolve("features").resolve(source.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, "# A comment that moves every line\n" + Files.readString(file));
      }
    }
    List<FeatureScenario> after = FeatureFiles.all(new RigHome(folder)).scenarios();
    assertEquals(
        before.stream().map(FeatureScenario::id).toList(),
        after.stream().map(FeatureScenario::id).toList());
    assertEquals(
        before.stream().map(scenario -> scenario.planned().folder()).toList(),
        after.stream().map(scenario -> scenario.planned().folder()).toList());
    assertEquals(before.get(0).line() + 1, after.get(0).line());
  }
}
