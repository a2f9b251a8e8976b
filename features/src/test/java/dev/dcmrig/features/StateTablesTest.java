// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Check;
import dev.dcmrig.features.scene.StateMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code features/states} are complete, and their scenarios are made of them. To make
 * those anew: {@code mvn -pl features -am test -Dtest=StateTablesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Drig.update=true}.
 */
class StateTablesTest {
  private static final Path TABLE = Path.of("sos.yaml");

  private static final String SMALL =
      """
      machine: SOS
      title: t
      class: SosStates
      given: [a car with the ignition on and a DCM that is ready]
      states: {idle: a, ringing: b}
      events: {press: c}
      next:
        idle: {press: {next: ringing, requirement: SOS-01}}
        ringing: {press: {impossible: no reason}}
      """;

  private static List<String> wrongWith(StateTable table, Set<String> requirements) {
    List<String> wrong = new ArrayList<>();
    for (String state : table.states().keySet()) {
      for (String event : table.events().keySet()) {
        long count =
            table.cells().stream()
                .filter(cell -> cell.state().equals(state) && cell.event().equals(event))
                .count();
        if (count != 1) {
          wrong.add("'" + event + "' in '" + state + "' stands there " + count + " times");
        }
      }
    }
    for (StateTable.Cell cell : table.cells()) {
      String pair = "'" + cell.event() + "' in '" + cell.state() + "'";
      if (!table.states().containsKey(cell.state()) || !table.events().containsKey(cell.event())) {
        wrong.add(pair + " is no pair of a state and an event of the table");
      }
      if (cell.isPossible() == cell.next().isEmpty()) {
        wrong.add(pair + " needs either the state that follows or a reason why it is impossible");
      } else if (cell.isPossible() && !table.states().containsKey(cell.next())) {
        wrong.add(pair + " leads to '" + cell.next() + "', which is no state");
      } else if (cell.isPossible() && !requirements.contains(cell.requirement())) {
        wrong.add(pair + " names the requirement '" + cell.requirement() + "', which is unknown");
      }
    }
    return wrong;
  }

  private static List<String> wrongWith(String yaml) throws IOException {
    return wrongWith(StateTable.read(TABLE, yaml), RulesTest.catalogue().keySet());
  }

  @Test
  void eachEventInEachStateStandsInTheTableOnce() throws IOException {
    assertTrue(StateTable.all().size() >= 1);
    for (StateTable table : StateTable.all()) {
      assertEquals(
          List.of(), wrongWith(table, RulesTest.catalogue().keySet()), table.file().toString());
    }
  }

  @Test
  void whatIsMissingOrUnknownInATableIsSaid() throws IOException {
    assertEquals(List.of(), wrongWith(SMALL));
    assertEquals(
        List.of(
            "'let go' in 'idle' stands there 0 times",
            "'let go' in 'ringing' stands there 0 times"),
        wrongWith(SMALL.replace("{press: c}", "{press: c, let go: d}")));
    assertEquals(
        List.of("'press' in 'idle' leads to 'talking', which is no state"),
        wrongWith(SMALL.replace("next: ringing", "next: talking")));
    assertEquals(
        List.of("'press' in 'idle' names the requirement 'SOS-99', which is unknown"),
        wrongWith(SMALL.replace("SOS-01", "SOS-99")));
    assertEquals(
        List.of(
            "'press' in 'idle' needs either the state that follows or a reason why it is"
                + " impossible"),
        wrongWith(SMALL.replace("next: ringing, requirement: SOS-01", "")));
    assertEquals(
        List.of("'pull' in 'ringing' is no pair of a state and an event of the table"),
        wrongWith(
            SMALL.replace(
                "{impossible: no reason}",
                "{impossible: no reason}, pull: {impossible: no reason}")));
  }

  @Test
  void theScenariosAreThoseOfTheTable() throws IOException {
    for (StateTable table : StateTable.all()) {
      String scenarios = table.scenarios(RulesTest.catalogue());
      if (Boolean.getBoolean("rig.update")) {
        Files.writeString(table.feature(), scenarios);
      }
      assertEquals(
          scenarios,
          Files.readString(table.feature()),
          table.feature() + " is stale; the Javadoc of this test says how to make it anew");
    }
  }

  @Test
  void everyFeatureBesideTheTablesIsMadeOfOne() throws IOException {
    Set<Path> made = new TreeSet<>();
    for (StateTable table : StateTable.all()) {
      made.add(table.feature());
    }
    Set<Path> there =
        Examples.files().stream()
            .filter(file -> file.startsWith(StateTable.folder()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(made, there);
  }

  /** The class knows each state and each event of the table, and none besides. */
  @Test
  void theClassOfAMachineKnowsTheWordsOfItsTable() throws IOException {
    StateMachines machines = machines();
    for (StateTable table : StateTable.all()) {
      StateMachine machine = machines.of(table.machine());
      assertEquals(table.javaClass(), machine.getClass().getSimpleName());
      assertEquals(table.states().keySet(), machine.ways().keySet(), "ways");
      assertEquals(table.states().keySet(), machine.signs().keySet(), "signs");
      assertEquals(table.events().keySet(), machine.events().keySet(), "events");
    }
    assertEquals(
        StateTable.all().stream().map(StateTable::machine).collect(Collectors.toSet()),
        machines.all().stream().map(StateMachine::name).collect(Collectors.toSet()),
        "every machine of StateMachines has a table");
  }

  /** A sign that measures nothing would say yes to anything. */
  @Test
  void everyMachineDeclaresWhatItsSignsMeasure() {
    for (StateMachine machine : machines().all()) {
      long checks = signs(machine).count();
      assertTrue(checks > 0, () -> machine.name() + " declares no @Check");
    }
  }

  static Stream<Check> signs(StateMachine machine) {
    // A machine may be another one with another product: its signs are declared there.
    return Stream.<Class<?>>iterate(
            machine.getClass(), type -> type != Object.class, Class::getSuperclass)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .flatMap(method -> Arrays.stream(method.getAnnotationsByType(Check.class)))
        .distinct();
  }

  /** As Cucumber makes them: each with what its constructor asks for. */
  static StateMachines machines() {
    return new Made().of(StateMachines.class);
  }
}
