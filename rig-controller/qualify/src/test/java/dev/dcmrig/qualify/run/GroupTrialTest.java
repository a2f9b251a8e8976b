// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.qualify.bytecode.Reach;
import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.run.WorkerProcess.Answer;
import dev.dcmrig.qualify.run.WorkerProcess.End;
import dev.dcmrig.qualify.worker.Case;
import dev.dcmrig.qualify.worker.CaseResult;
import dev.dcmrig.qualify.worker.Order;
import dev.dcmrig.qualify.worker.Order.Change;
import dev.dcmrig.qualify.worker.Order.Planned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Faults that are tried together, on a bench that knows which case each of them breaks. */
class GroupTrialTest {
  private static final int CASES = 80;

  /** By the id of a fault: the case that fails with it, or does not end. */
  private final Map<String, String> fails = new TreeMap<>();

  private final Map<String, String> hangs = new TreeMap<>();

  /** Two faults of which each hides the other where both are made. */
  private Set<String> hiding = Set.of();

  private final Map<String, String> told = new TreeMap<>();
  private int casesRun;
  private int renewed;

  private static Fault fault(String id) {
    return Fault.ofBytecode(id, "a." + id, "m", "Math", 7, "+ for -");
  }

  private static Planned planned(int number) {
    return new Planned(Case.of(name(number)), Verdict.PASSED.name(), "", number);
  }

  private static String name(int number) {
    return "case " + number;
  }

  private static CaseResult result(Planned planned, Verdict verdict) {
    return new CaseResult(planned.of(), verdict, List.of(), "", "", 1, List.of(), Reach.NONE);
  }

  /** What cases come to with some faults. */
  private final class Bench implements GroupTrial.Bench {
    @Override
    public Answer together(Order order) {
      return played(order.changes().stream().map(Change::type).toList(), order.cases());
    }

    private Answer played(List<String> faults, List<Planned> cases) {
      List<CaseResult> results = new ArrayList<>();
      for (Planned each : cases) {
        casesRun++;
        Predicate<Map<String, String>> broken =
            breaks -> faults.stream().anyMatch(id -> each.of().scenario().equals(breaks.get(id)));
        if (broken.test(hangs)) {
          return new Answer(End.LIMIT, "it hangs", true, results);
        }
        boolean hidden = !hiding.isEmpty() && faults.containsAll(hiding);
        results.add(result(each, broken.test(fails) && !hidden ? Verdict.FAILED : Verdict.PASSED));
      }
      return new Answer(End.DONE, "", false, results);
    }

    @Override
    public Outcome alone(Fault fault, List<Planned> cases) {
      Answer answer = played(List.of(fault.id()), cases);
      return new Trial(fault, Optional.empty(), cases).outcome(answer);
    }

    @Override
    public void renew() {
      renewed++;
    }
  }

  private void run(String... ids) {
    GroupTrial trial = new GroupTrial(new Bench(), GroupTrialTest::changes, () -> false);
    List<Planned> cases = IntStream.range(0, CASES).mapToObj(GroupTrialTest::planned).toList();
    for (String id : ids) {
      trial.add(fault(id), cases);
    }
    trial.run(
        new GroupTrial.Told() {
          @Override
          public void noticed(Fault fault, Outcome outcome) {
            told.put(fault.id(), outcome.noticed() + " by " + outcome.scenario());
          }

          @Override
          public void survived(Fault fault, int more) {
            told.put(fault.id(), "survived " + more);
          }
        });
  }

  private static List<Change> changes(Collection<Fault> faults) {
    return faults.stream().map(fault -> new Change(fault.id(), new byte[0])).toList();
  }

  @Test
  void eachIsTakenForWhatItDoesByItself() {
    fails.put("A", name(3));
    fails.put("C", name(3));
    fails.put("D", name(77));
    run("A", "B", "C", "D");
    assertEquals(
        Map.of(
            "A", "BY_ANOTHER_ID by case 3",
            "B", "survived 80",
            "C", "BY_ANOTHER_ID by case 3",
            "D", "BY_ANOTHER_ID by case 77"),
        told);
    assertTrue(casesRun <= CASES + 8, () -> casesRun + " cases were run");
  }

  @Test
  void whatHangsIsFoundAndTheOthersGoOn() {
    hangs.put("A", name(40));
    fails.put("B", name(60));
    run("A", "B", "C");
    assertEquals("TIME_LIMIT by ", told.get("A"));
    assertEquals("BY_ANOTHER_ID by case 60", told.get("B"));
    assertEquals("survived 80", told.get("C"));
    assertEquals(1, renewed);
  }

  /** Where two hide each other nobody is noticed; nobody is noticed wrongly either. */
  @Test
  void whoDoesNothingByItselfIsNotNoticed() {
    hiding = Set.of("A", "B");
    fails.put("A", name(5));
    run("A", "B");
    assertEquals(Map.of("A", "survived 80", "B", "survived 80"), told);
  }

  @Test
  void faultsOfOneMethodAreMadeInDifferentGroups() {
    List<Fault> faults =
        List.of(
            Fault.ofBytecode("1", "a.A", "m", "Math", 7, ""),
            Fault.ofBytecode("2", "a.A", "m", "Math", 9, ""),
            Fault.ofBytecode("3", "a.A", "n", "Math", 11, ""),
            Fault.ofBytecode("4", "a.B", "m", "Math", 7, ""));
    assertEquals(
        List.of(List.of("1", "3", "4"), List.of("2")),
        FaultGroup.of(faults).stream()
            .map(group -> group.stream().map(Fault::id).toList())
            .toList());
  }
}
