// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.run.WorkerProcess.Answer;
import dev.dcmrig.qualify.worker.Case;
import dev.dcmrig.qualify.worker.CaseResult;
import dev.dcmrig.qualify.worker.Order;
import dev.dcmrig.qualify.worker.Order.Planned;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs every case without a fault: what it comes to, what it leaves, how long it takes, and which
 * lines it gets to.
 */
final class Survey {
  /** Cases that a worker is given at a time; a survey that is cut off loses no more. */
  private static final int AT_A_TIME = 16;

  private final Workers workers;
  private final LineBook<CaseResult> book;
  private final AtomicBoolean stopped;
  private final Watcher watcher;

  Survey(Workers workers, LineBook<CaseResult> book, AtomicBoolean stopped, Watcher watcher) {
    this.workers = workers;
    this.book = book;
    this.stopped = stopped;
    this.watcher = watcher;
  }

  /**
   * Runs what is not in the book yet.
   *
   * @throws NotQualifiable when a case without a fault does not pass: nothing could be learnt then
   */
  List<CaseResult> of(List<Case> cases) {
    Set<Case> wanted = new HashSet<>(cases);
    List<CaseResult> results =
        new ArrayList<>(book.found().stream().filter(each -> wanted.contains(each.of())).toList());
    results.forEach(each -> wanted.remove(each.of()));
    List<Case> missing = cases.stream().filter(wanted::contains).toList();
    List<List<Case>> parts = parts(missing);
    AtomicInteger done = new AtomicInteger(results.size());
    workers.doAll(
        parts.size(),
        part ->
            seat -> {
              Order order = Order.survey(parts.get(part).stream().map(Planned::unknown).toList());
              Answer answer =
                  seat.worker()
                      .carryOut(
                          order,
                          result -> {
                            book.add(result);
                            synchronized (results) {
                              results.add(result);
                            }
                            watcher.surveyed(done.incrementAndGet(), cases.size());
                          });
              if (answer.end() != WorkerProcess.End.DONE && !stopped.get()) {
                throw new NotQualifiable(
                    "the suite could not be run without a fault: " + answer.words());
              }
            });
    if (!stopped.get()) {
      refuseUnlessPassed(results);
    }
    return results.stream().filter(this::isUsable).toList();
  }

  /** A test that fails in a worker where nothing is wrong shows nothing there. */
  private boolean isUsable(CaseResult result) {
    boolean usable = !result.of().runsTests() || result.verdict() == Verdict.PASSED;
    if (!usable) {
      watcher.note(result.of() + " is left out, it does not pass here: " + result.reason());
    }
    return usable;
  }

  /**
   * Of each seeded defect the case that catches it: a judge shows by these what it still sees.
   *
   * @param defects with the requirement that each breaks
   * @param plain results without a defect
   */
  List<CaseResult> ofDefects(
      List<Fault> defects, List<FeatureScenario> scenarios, List<CaseResult> plain) {
    Map<String, CaseResult> caught = new LinkedHashMap<>();
    book.found().stream()
        .filter(result -> !result.of().defect().isEmpty())
        .filter(result -> result.verdict() == Verdict.FAILED)
        .forEach(result -> caught.put(result.of().defect(), result));
    List<Fault> missing =
        defects.stream().filter(defect -> !caught.containsKey(defect.id())).toList();
    workers.doAll(
        missing.size(),
        item ->
            seat -> {
              Fault defect = missing.get(item);
              Order order =
                  new Order(List.of(), Set.of(), Map.of(), casesOf(defect, scenarios, plain), true);
              seat.worker()
                  .carryOut(
                      order,
                      result -> {
                        if (result.verdict() == Verdict.FAILED) {
                          book.add(result);
                          synchronized (caught) {
                            caught.put(defect.id(), result);
                            watcher.surveyed(caught.size(), defects.size());
                          }
                        }
                      });
            });
    return List.copyOf(caught.values());
  }

  /** The scenarios of its requirement, the shortest first, each expected to pass. */
  private static List<Planned> casesOf(
      Fault defect, List<FeatureScenario> scenarios, List<CaseResult> plain) {
    Set<String> ids = new HashSet<>();
    scenarios.stream()
        .filter(scenario -> scenario.requirements().containsAll(defect.requirements()))
        .forEach(scenario -> ids.add(scenario.id()));
    return plain.stream()
        .filter(result -> ids.contains(result.of().scenario()))
        .sorted(Comparator.comparingLong(CaseResult::cpuMillis))
        .map(
            result ->
                new Planned(
                    new Case(defect.id(), result.of().scenario()),
                    Verdict.PASSED.name(),
                    "",
                    result.cpuMillis()))
        .toList();
  }

  private static List<List<Case>> parts(List<Case> cases) {
    List<List<Case>> parts = new ArrayList<>();
    for (int from = 0; from < cases.size(); from += AT_A_TIME) {
      parts.add(cases.subList(from, Math.min(from + AT_A_TIME, cases.size())));
    }
    return parts;
  }

  private static void refuseUnlessPassed(List<CaseResult> results) {
    List<String> others =
        results.stream()
            .filter(result -> result.of().defect().isEmpty() && !result.of().runsTests())
            .filter(result -> result.verdict() != Verdict.PASSED)
            .map(
                result ->
                    "  " + result.of() + ": " + result.verdict().word() + ", " + result.reason())
            .toList();
    if (!others.isEmpty()) {
      throw new NotQualifiable(
          others.size()
              + " scenarios do not pass where nothing is wrong; make them pass first:\n"
              + String.join("\n", others.subList(0, Math.min(others.size(), AT_A_TIME))));
    }
  }
}
