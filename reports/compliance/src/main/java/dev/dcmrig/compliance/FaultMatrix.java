// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.sim.settings.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the scenarios of a run say about faults: a table with the verdict of each pair of row and
 * column. A scenario takes its cell by an observation of kind {@value #CELL} with the details
 * {@code row} and {@code column}; rows and columns stand in the order in which they first came.
 */
final class FaultMatrix {
  /** The kind of the observation that gives a scenario its cell. */
  static final String CELL = "matrix.cell";

  /** Cells that are kept; more than a person can read means that a scenario makes them up. */
  private static final int MAX_CELLS = 10_000;

  private static final List<Verdict> WORST_FIRST =
      List.of(
          Verdict.FAILED, Verdict.ERROR, Verdict.INCONCLUSIVE, Verdict.FLAKY, Verdict.NOT_VERIFIED);

  private record Place(String row, String column) {}

  /** The matrix as it is written; a pair that no scenario took has no cell. */
  record Table(
      @Key("faults, from top to bottom") List<String> rows,
      @Key("what meets them, from left to right") List<String> columns,
      @Key("those that a scenario took") List<Cell> cells) {}

  /** A pair of row and column. */
  record Cell(
      @Key("its row") String row,
      @Key("its column") String column,
      @Key(
              value = "the worst of its scenarios",
              words = {"passed", "failed", "inconclusive", "error", "flaky", "not verified"})
          String verdict,
      @Key("those that took it") List<String> scenarios) {}

  private final Map<Place, Set<ScenarioResult>> cells = new LinkedHashMap<>();

  private FaultMatrix() {}

  static FaultMatrix of(RunData run) throws IOException {
    FaultMatrix matrix = new FaultMatrix();
    Observed.each(run, CELL, matrix::take);
    return matrix;
  }

  private void take(ScenarioResult scenario, JsonNode details) {
    Place place = new Place(details.path("row").asText(), details.path("column").asText());
    boolean told = !place.row().isEmpty() && !place.column().isEmpty();
    if (told && cells.size() < MAX_CELLS) {
      cells.computeIfAbsent(place, p -> new LinkedHashSet<>()).add(scenario);
    }
  }

  boolean isEmpty() {
    return cells.isEmpty();
  }

  /**
   * The table as rows, columns and cells for JSON; a pair that no scenario took has no cell.
   *
   * @param name what a cell calls its scenarios by
   */
  Table data(Function<ScenarioResult, String> name) {
    List<Cell> entries = new ArrayList<>();
    cells.forEach(
        (place, scenarios) ->
            entries.add(
                new Cell(
                    place.row(),
                    place.column(),
                    worst(scenarios).word(),
                    scenarios.stream().map(name).toList())));
    return new Table(
        cells.keySet().stream().map(Place::row).distinct().toList(),
        cells.keySet().stream().map(Place::column).distinct().toList(),
        entries);
  }

  /** The worst of several; not of none. */
  static Verdict worst(Set<ScenarioResult> scenarios) {
    for (Verdict verdict : WORST_FIRST) {
      if (scenarios.stream().anyMatch(scenario -> scenario.verdict() == verdict)) {
        return verdict;
      }
    }
    return Verdict.PASSED;
  }
}
