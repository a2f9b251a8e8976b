// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.StateTable;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.sim.settings.Key;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How much of each machine of states a run has reached: by state, and by transition. A scenario
 * notes what it reached as observations, {@value #REACHED} and {@value #TRANSITION}. One that never
 * came that far stands at the pair that its name says, with its verdict.
 */
final class StateCoverage {
  static final String REACHED = "state.reached";
  static final String TRANSITION = "state.transition";

  private static final String NOT_REACHED = "not reached";
  private static final String IMPOSSIBLE = "impossible";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A machine of states. */
  record Machine(
      @Key("its name, as scenarios say it") String machine,
      @Key("what it is about, in a few words") String title,
      @Key("the feature file that is made from it") String feature,
      @Key("pairs of state and event that can happen") int transitions,
      @Key("of these the ones whose outcome was judged in this run") int judged,
      @Key("its states") List<State> states,
      @Key("its events, each with a sentence") List<StateTable.Word> events,
      @Key("each pair of a state and an event") List<Cell> cells) {}

  /** A state. */
  record State(
      @Key("as the table says it") String name,
      @Key("what it means") String says,
      @Key("whether a scenario of this run was in it") boolean reached) {}

  /** What an event does in a state, and what this run says of it. */
  record Cell(
      @Key("the state before") String state,
      @Key("the event") String event,
      @Key("the state that follows; empty where the event is impossible") String next,
      @Key("the requirement that says so; empty where the event is impossible") String requirement,
      @Key("why the event can't happen there; empty where it can") String impossible,
      @Key(
              value = "the worst of its scenarios; what this run did not come to is said to be so",
              words = {
                "passed",
                "failed",
                "inconclusive",
                "error",
                "flaky",
                "not verified",
                NOT_REACHED,
                IMPOSSIBLE
              })
          String verdict,
      @Key("those that are about it") List<String> scenarios) {}

  private record Place(String machine, String state, String event) {}

  private record In(String machine, String state) {}

  private final List<StateTable> tables;
  private final Set<In> reached = new HashSet<>();
  private final Map<Place, Set<ScenarioResult>> judged = new HashMap<>();
  private final Map<String, List<ScenarioResult>> byName = new HashMap<>();

  private StateCoverage(List<StateTable> tables) {
    this.tables = tables;
  }

  static StateCoverage of(RunData run) throws IOException {
    Path machines = run.folder().resolve(RunFolder.MACHINES);
    StateCoverage coverage =
        new StateCoverage(
            Files.isRegularFile(machines) ? RunFolder.machines(run.folder()) : List.of());
    if (coverage.isEmpty()) {
      return coverage;
    }
    for (ScenarioResult scenario : run.scenarios()) {
      coverage.byName.computeIfAbsent(scenario.name(), n -> new ArrayList<>()).add(scenario);
      Path own = run.folder().resolve(RunFolder.SCENARIOS).resolve(scenario.folder());
      coverage.read(own.resolve("events.jsonl"), scenario);
    }
    coverage.tables.forEach(coverage::passed);
    return coverage;
  }

  /** A run with seeded defects keeps no evidence of what passed; it went all the way. */
  private void passed(StateTable table) {
    for (StateTable.Cell cell : table.cells()) {
      for (ScenarioResult scenario : named(table, cell)) {
        if (scenario.verdict() == Verdict.PASSED) {
          judged.computeIfAbsent(place(table, cell), p -> new LinkedHashSet<>()).add(scenario);
          reached.add(new In(table.machine(), cell.state()));
          reached.add(new In(table.machine(), cell.next()));
        }
      }
    }
  }

  private List<ScenarioResult> named(StateTable table, StateTable.Cell cell) {
    String name = table.machine() + ", " + cell.state() + ": " + cell.event();
    return byName.getOrDefault(name, List.of());
  }

  boolean isEmpty() {
    return tables.isEmpty();
  }

  private void read(Path events, ScenarioResult scenario) throws IOException {
    if (!Files.isRegularFile(events)) {
      return;
    }
    try (BufferedReader reader = Files.newBufferedReader(events)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        // Most lines are readings: they are not worth a parser's work.
        if (line.contains("\"state.")) {
          take(line, scenario);
        }
      }
    }
  }

  private void take(String line, ScenarioResult scenario) throws IOException {
    JsonNode event;
    try {
      event = JSON.readTree(line);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // The last line of a run that was cut short may be half a line.
      return;
    }
    JsonNode details = event.path("details");
    String machine = details.path("machine").asText();
    String state = details.path("state").asText();
    if (event.path("kind").asText().equals(REACHED)) {
      reached.add(new In(machine, state));
    } else if (event.path("kind").asText().equals(TRANSITION)) {
      Place place = new Place(machine, state, details.path("event").asText());
      judged.computeIfAbsent(place, p -> new LinkedHashSet<>()).add(scenario);
    }
  }

  /**
   * The machines of the run.
   *
   * @param name what a cell calls its scenarios by
   */
  List<Machine> machines(Function<ScenarioResult, String> name) {
    return tables.stream().map(table -> machine(table, name)).toList();
  }

  private Machine machine(StateTable table, Function<ScenarioResult, String> name) {
    List<Cell> cells = table.cells().stream().map(cell -> cell(table, cell, name)).toList();
    return new Machine(
        table.machine(),
        table.title(),
        table.feature(),
        (int) cells.stream().filter(cell -> cell.impossible().isEmpty()).count(),
        (int)
            table.cells().stream()
                .filter(cell -> cell.impossible().isEmpty())
                .filter(cell -> judged.containsKey(place(table, cell)))
                .count(),
        table.states().stream()
            .map(
                state ->
                    new State(
                        state.name(),
                        state.says(),
                        reached.contains(new In(table.machine(), state.name()))))
            .toList(),
        table.events(),
        cells);
  }

  private static Place place(StateTable table, StateTable.Cell cell) {
    return new Place(table.machine(), cell.state(), cell.event());
  }

  private Cell cell(StateTable table, StateTable.Cell cell, Function<ScenarioResult, String> name) {
    Set<ScenarioResult> its =
        new LinkedHashSet<>(judged.getOrDefault(place(table, cell), Set.of()));
    its.addAll(named(table, cell));
    String verdict = its.isEmpty() ? NOT_REACHED : FaultMatrix.worst(its).word();
    return new Cell(
        cell.state(),
        cell.event(),
        cell.next(),
        cell.requirement(),
        cell.impossible(),
        cell.impossible().isEmpty() ? verdict : IMPOSSIBLE,
        its.stream().map(name).toList());
  }
}
