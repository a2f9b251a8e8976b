// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.RequirementSetFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.requirement.Clause;
import dev.dcmrig.evidence.requirement.RequirementSet;
import dev.dcmrig.run.cucumber.FeatureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requirement sets that the rig ships: each clause has its answer. */
class RequirementSetsTest {
  private static final RigHome HOME = RigHome.find();
  private static final List<RequirementSet> SETS = RequirementSetFile.all(HOME);

  @TempDir private Path folder = Path.of("");

  @Test
  void noClauseIsUnanswered() {
    Set<String> withScenario =
        FeatureFiles.all(HOME).scenarios().stream()
            .flatMap(scenario -> scenario.requirements().stream())
            .collect(Collectors.toSet());
    assertTrue(SETS.size() >= 8, "sets: " + SETS.size());
    for (RequirementSet set : SETS) {
      for (Clause clause : set.clauses()) {
        assertTrue(clause.isAnswered(), clause.id() + " says neither what shows it nor why not");
        assertTrue(
            withScenario.containsAll(clause.shownBy()),
            clause.id() + " is shown by a requirement that has no scenario: " + clause.shownBy());
      }
    }
  }

  @Test
  void aNumberThatNobodyHasReadIsUnconfirmed() {
    List<Clause> all = SETS.stream().flatMap(set -> set.clauses().stream()).toList();
    assertAll(
        all.stream()
            .map(
                clause ->
                    () ->
                        assertEquals(
                            clause.source().basis().equals("read"),
                            clause.source().confirmed(),
                            clause.id())));
    assertTrue(
        all.stream()
            .filter(clause -> clause.source().clause().contains("not confirmed"))
            .noneMatch(clause -> clause.source().confirmed()));
  }

  @Test
  void anotherTextIsAnotherHash() {
    Clause clause = SETS.get(0).clauses().get(0);
    Clause changed = with(clause, clause.statement() + " ");
    assertFalse(clause.hash().equals(changed.hash()));
    assertEquals(clause.hash(), with(clause, clause.statement()).hash());
  }

  @Test
  void aClauseWithoutAnswerIsRefused() throws IOException {
    refused("    shownBy: [SOS-01]\n", "", "is not answered");
    refused("    shownBy: [SOS-01]\n", "    shownBy: [SOS-99]\n", "the catalogue has no SOS-99");
    refused("confirmed: yes", "confirmed: unconfirmed", "only a number that was read");
    refused("id: X-1", "id: x", "is no id");
  }

  private void refused(String from, String to, String said) throws IOException {
    String good =
        "set: MY-SET\ntitle: mine\nversion: \"1\"\ndocument: D\nnote: none\nclauses:\n  - id: X-1\n"
            + "    title: t\n    statement: s\n    source: {clause: \"1\", confirmed: yes, basis:"
            + " read}\n    method: test\n    shownBy: [SOS-01]\n";
    Path file = folder.resolve("set.yaml");
    Files.writeString(file, good);
    assertEquals(1, RequirementSetFile.read(HOME, List.of(file)).get(0).clauses().size());
    Files.writeString(file, good.replace(from, to));
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class, () -> RequirementSetFile.read(HOME, List.of(file)));
    assertTrue(String.valueOf(refused.getMessage()).contains(said), refused.getMessage());
  }

  private static Clause with(Clause it, String statement) {
    return new Clause(
        it.id(),
        it.title(),
        statement,
        it.source(),
        it.subject(),
        it.rationale(),
        it.method(),
        it.parameters(),
        it.parents(),
        it.shownBy(),
        it.limits(),
        it.notShown());
  }
}
