// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.qualify.run.WorkerProcess.Answer;
import dev.dcmrig.qualify.worker.Case;
import dev.dcmrig.qualify.worker.CaseResult;
import dev.dcmrig.qualify.worker.Order;
import dev.dcmrig.qualify.worker.Order.Planned;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    return results;
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
            .filter(result -> result.of().defect().isEmpty())
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
