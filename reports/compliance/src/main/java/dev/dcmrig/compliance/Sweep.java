// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.evidence.ScenarioResult;
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
 * What the scenarios of a run say of a sweep: one fault at many points of a phase, and the outcome
 * of each. A point is an observation of kind {@value #POINT} with the details {@code fault}, {@code
 * phase}, {@code at} and {@code outcome}. Phases stand in the order in which the features have
 * them.
 */
final class Sweep {
  static final String POINT = "sweep.cut";

  /** Points that are drawn: what more a scenario makes up, nobody could look at. */
  private static final int MAX_POINTS = 20_000;

  private record Place(String fault, String phase) {}

  /** The sweep as it is written. */
  record Table(
      @Key("from left to right") List<String> phases,
      @Key("from top to bottom") List<String> faults,
      @Key("those pairs that a scenario has swept") List<Cell> cells,
      @Key("points beyond the " + MAX_POINTS + " that are drawn") int leftOut) {}

  /** A phase with a fault. */
  record Cell(
      @Key("its fault") String fault,
      @Key("its phase") String phase,
      @Key(
              value = "the worst of its scenarios",
              words = {"passed", "failed", "inconclusive", "error", "flaky", "not verified"})
          String verdict,
      @Key("those that have swept it") List<String> scenarios,
      @Key("each point, as it was swept") List<Point> points) {}

  /** One fault at one point. */
  record Point(
      @Key("where in the phase, in words: 0.250000 s") String at,
      @Key("what came of it: old, new, nothing") String outcome) {}

  private static final class Swept {
    final Set<ScenarioResult> scenarios = new LinkedHashSet<>();
    final List<Point> points = new ArrayList<>();
  }

  private final Map<Place, Swept> cells = new LinkedHashMap<>();
  private int points;
  private int leftOut;

  private Sweep() {}

  static Sweep of(RunData run) throws IOException {
    Sweep sweep = new Sweep();
    Observed.each(run, POINT, sweep::take);
    return sweep;
  }

  private void take(ScenarioResult scenario, JsonNode details) {
    Place place = new Place(details.path("fault").asText(), details.path("phase").asText());
    if (points == MAX_POINTS) {
      leftOut++;
      Swept known = cells.get(place);
      if (known != null) {
        known.scenarios.add(scenario);
      }
      return;
    }
    points++;
    Swept swept = cells.computeIfAbsent(place, p -> new Swept());
    swept.scenarios.add(scenario);
    swept.points.add(new Point(details.path("at").asText(), details.path("outcome").asText()));
  }

  boolean isEmpty() {
    return cells.isEmpty();
  }

  /**
   * The table for JSON.
   *
   * @param name what a cell calls its scenarios by
   */
  Table data(Function<ScenarioResult, String> name) {
    List<Cell> entries = new ArrayList<>();
    cells.forEach(
        (place, swept) ->
            entries.add(
                new Cell(
                    place.fault(),
                    place.phase(),
                    FaultMatrix.worst(swept.scenarios).word(),
                    swept.scenarios.stream().map(name).toList(),
                    List.copyOf(swept.points))));
    return new Table(
        cells.keySet().stream().map(Place::phase).distinct().toList(),
        cells.keySet().stream().map(Place::fault).distinct().toList(),
        entries,
        leftOut);
  }
}
