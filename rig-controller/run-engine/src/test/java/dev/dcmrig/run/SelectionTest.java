// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.run.cucumber.FeaturePlace;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

  private static final String FEATURE =
      """
      Feature: f
        @SOS-01
        Rule: one
          Background:
            Given a

          @x
          Scenario: first
            Then b

          Scenario Outline: rows <n>
            Then c

            Examples:
              | n |
              | 1 |
              | 2 |

        Rule: two
          Scenario: last
            Then d
      """;

  @TempDir Path folder;
  private RigHome home = new RigHome(Path.of(""));
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    home = new RigHome(folder);
    file = home.features().resolve("sos/a.feature");
    Files.createDirectories(file.getParent());
    Files.writeString(file, FEATURE);
  }

  private List<String> names(Selection selection) {
    FeatureFiles features = FeatureFiles.of(home, List.of("sos"));
    return features.scenarios().stream()
        .filter(selection.in(features))
        .map(FeatureScenario::name)
        .toList();
  }

  private Selection at(String... places) {
    return new Selection(
        List.of(places).stream().map(place -> FeaturePlace.parse(home, place)).toList(),
        "",
        null,
        "");
  }

  /** Lines as an editor shows them: a row is one scenario, an outline all of its rows. */
  @ParameterizedTest
  @CsvSource({
    "1, first rows 1 rows 2 last",
    "2, first rows 1 rows 2",
    "3, first rows 1 rows 2",
    "5, first rows 1 rows 2",
    "7, first",
    "8, first",
    "9, first",
    "11, rows 1 rows 2",
    "14, rows 1 rows 2",
    "16, rows 1",
    "17, rows 2",
    "19, last",
    "21, last",
    "22, last"
  })
  void aLineStandsForTheScenariosThatItBelongsTo(int line, String names) {
    assertEquals(names, String.join(" ", names(at("sos/a.feature:" + line))));
  }

  @Test
  void severalPlacesAndLinesAddUpAndOtherWaysNarrow() {
    assertEquals(List.of("first", "rows 2"), names(at("features/sos/a.feature:8:17")));
    assertEquals(List.of("first", "last"), names(at("sos/a.feature:8", "sos/a.feature:20")));
    assertEquals(4, names(at(file.getParent().toString())).size());
    assertEquals(List.of("rows 1", "rows 2"), names(new Selection(List.of(), "^rows", null, "")));
    assertEquals(
        List.of("last"), names(new Selection(List.of(), "", Set.of("sos/a:last", "gone"), "")));
  }

  @Test
  void whatIsNotThereIsSaidWithWhatMayBeMeant() {
    refused("sos/b.feature", "did you mean sos/a.feature?");
    refused("sos:3", "a folder has no lines");
    refused("../pom.xml", "no such file");
    String behind =
        String.valueOf(
            assertThrows(ConfigurationException.class, () -> names(at("sos/a.feature:8:23")))
                .getMessage());
    assertTrue(behind.contains("a.feature:23: there is no scenario"), behind);
    assertTrue(
        assertThrows(
                ConfigurationException.class,
                () -> names(new Selection(List.of(), "SOS (112", null, "")))
            .getMessage()
            .contains("--name 'SOS (112': is no regular expression"));
  }

  private void refused(String place, String why) {
    String said =
        String.valueOf(assertThrows(ConfigurationException.class, () -> at(place)).getMessage());
    assertTrue(said.contains(why), said);
  }

  @Test
  void aSuiteFromElsewhereGoesByTheNameOfItsFolder() throws IOException {
    Path suite = folder.resolve("elsewhere/my-suite");
    Files.createDirectories(suite.resolve("deep"));
    Files.writeString(suite.resolve("deep/n.feature"), FEATURE);
    FeatureFiles features = FeatureFiles.read(home, List.of(suite), List.of(suite));
    assertEquals("my-suite/deep/n:first", features.scenarios().get(0).id());
    assertEquals("my-suite/deep/n.feature:8", features.scenarios().get(0).location());
    Path one = suite.resolve("deep/n.feature");
    FeatureFiles alone = FeatureFiles.read(home, List.of(suite), List.of(one));
    assertEquals("my-suite/deep/n:first", alone.scenarios().get(0).id());
    FeatureFiles unnamed = FeatureFiles.read(home, List.of(), List.of(one));
    assertEquals("deep/n:first", unnamed.scenarios().get(0).id());
  }
}
