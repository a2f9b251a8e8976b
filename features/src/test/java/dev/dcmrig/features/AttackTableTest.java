// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * {@code features/ota/attacks.feature} is made of {@code hil-configs/ota/attacks.yaml}: each row
 * has a scenario, or says why it has none. To make it anew: {@code mvn -pl features -am test
 * -Dtest=AttackTableTest -Dsurefire.failIfNoSpecifiedTests=false -Drig.update=true}.
 */
class AttackTableTest {
  private static final Path TABLE =
      Path.of(System.getProperty("rig.root"), "hil-configs/ota/attacks.yaml");

  private static final String HEAD =
      """
      # Made from hil-configs/ota/attacks.yaml by AttackTableTest; don't edit by hand.
      Feature: Attacks on updates
        Somebody holds the way between the repositories and the DCM, or some of their keys, or the car's bus.
        What never happens: an image runs that those in charge have not signed for that ECU.

        Background:
          Given a parked car that takes updates, and a DCM that is ready

        @OTA-03
        Rule: OTA-03 Authentic and intact, or not installed
      """;

  private static List<Map<?, ?>> rows() throws IOException {
    Map<?, ?> file =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(TABLE));
    List<Map<?, ?>> rows = new ArrayList<>();
    for (Object list : file.values()) {
      ((List<?>) list).forEach(row -> rows.add((Map<?, ?>) row));
    }
    return rows;
  }

  private static boolean hasScenario(Map<?, ?> row) {
    return row.containsKey("within");
  }

  /** Rows that a kind of observer notices, played in one way; empty: as an update of the DCM. */
  private static Predicate<Map<?, ?>> rows(String noticedBy, String scene) {
    return row ->
        hasScenario(row)
            && noticedBy.equals(row.get("noticed-by"))
            && scene.equals(row.containsKey("scene") ? row.get("scene") : "");
  }

  @Test
  void eachRowHasAScenarioOrAReason() throws IOException {
    for (Map<?, ?> row : rows()) {
      assertTrue(
          hasScenario(row) != row.containsKey("no-scenario"),
          () -> row.get("id") + " needs either 'within' or 'no-scenario'");
      assertTrue(
          !hasScenario(row) || scenarios().contains("| " + row.get("id") + " "),
          () -> row.get("id") + ": no outline is made of such a row");
    }
  }

  @Test
  void theScenariosAreThoseOfTheTable() throws IOException {
    Path feature = Examples.features().resolve("ota/attacks.feature");
    String scenarios = scenarios();
    if (Boolean.getBoolean("rig.update")) {
      Files.writeString(feature, scenarios);
    }
    assertEquals(
        scenarios,
        Files.readString(feature),
        feature + " is stale; the Javadoc of this test says how to make it anew");
  }

  private static String scenarios() throws IOException {
    return HEAD
        + outline(
            "<attack>: the DCM notices <kind>",
            rows("primary", ""),
            "When an update to 2.0.0 is offered, under the attack <attack>",
            "Then the update has failed within <within>, and version 1.0.0 runs",
            "And the DCM has told server and director of <kind>",
            "And the DCM tells a tester \"1.0.0\" as its software version")
        + outline(
            "<attack> after an update: the DCM notices <kind>",
            rows("primary", "after-an-update"),
            "When an update to 2.0.0 is offered",
            "Then the update has succeeded within 3 min, and version 2.0.0 runs",
            "When an update to 2.1.0 is offered, under the attack <attack>",
            "Then the update has failed within <within>, and version 2.0.0 runs",
            "And the DCM has told server and director of <kind>",
            "And the DCM tells a tester \"2.0.0\" as its software version")
        + outline(
            "<attack>: the director notices <kind>",
            rows("director", ""),
            "When an update to 2.0.0 is offered, under the attack <attack>",
            "Then the update has succeeded within <within>, and version 2.0.0 runs",
            "And the director has noticed <kind>, and each report of the DCM was taken",
            "And the DCM tells a tester \"2.0.0\" as its software version")
        + outline(
            "<attack>: the director notices <kind> after a time",
            rows("director", "silence"),
            "When an update to 2.0.0 is offered, under the attack <attack>",
            "Then the update has succeeded within <within>, and version 2.0.0 runs",
            "When 4 h pass",
            "Then the director has noticed <kind>, and each report of the DCM was taken")
        + outline(
            "<attack>: the director notices <kind> in what an ECU runs",
            rows("director", "ecu-order"),
            "When software V02.00.00 for the head unit is offered, under the attack <attack>",
            "Then the update has succeeded within <within>, and version 1.0.0 runs",
            "And the director has noticed <kind>, and each report of the DCM was taken",
            "And a tester finds software \"V02.00.00\" in the head unit")
        + outline(
            "<attack>: the director notices <kind> in what two ECUs run",
            rows("director", "two-ecus"),
            "Given the GNSS receiver fails at a block {ota.ecuTries} times",
            "When software V02.00.00 for the head unit and the GNSS receiver is offered, under the"
                + " attack <attack>",
            "Then the update has failed within <within>, and version 1.0.0 runs",
            "And the director has noticed <kind>, and each report of the DCM was taken",
            "And a tester finds software \"V02.00.00\" in the head unit",
            "And a tester finds software \"V01.00.00\" in the GNSS receiver")
        + outline(
            "<attack>: the head unit notices <kind>",
            rows("secondary", "ecu"),
            "When software V02.00.00 for the head unit is offered, under the attack <attack>",
            "Then the update has failed within <within>, and version 1.0.0 runs",
            "And the DCM has told server and director of <kind>",
            "And a tester finds software \"V01.00.00\" in the head unit")
        + outline(
            "<attack> by somebody on the bus: the head unit notices <kind>",
            rows("secondary", "bus"),
            "When somebody on the bus plays the primary of the head unit: <attack>",
            "Then a tester finds software \"V01.00.00\" in the head unit",
            "When software V02.00.00 for the head unit is offered, each by itself",
            "Then the update has succeeded within <within>, and version 1.0.0 runs",
            "And the head unit has noticed <kind>, and each report of the DCM was taken",
            "And a tester finds software \"V02.00.00\" in the head unit");
  }

  private static String outline(String title, Predicate<Map<?, ?>> which, String... steps)
      throws IOException {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("attack", "kind", "within"));
    rows().stream()
        .filter(which)
        .forEach(
            row ->
                table.add(
                    table.get(0).stream()
                        .map(column -> column.equals("attack") ? "id" : column)
                        .map(column -> String.valueOf(row.get(column)))
                        .toList()));
    StringBuilder text = new StringBuilder("\n    Scenario Outline: " + title + "\n");
    for (String step : steps) {
      text.append("      ").append(step).append('\n');
    }
    text.append("\n      Examples:\n");
    for (List<String> row : table) {
      text.append("        |");
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = table.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
        String cell = row.get(column);
        text.append(' ').append(cell).append(" ".repeat(width - cell.length())).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }
}
