// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.qualify.fault.Area;
import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.run.WorkerProcess.Answer;
import dev.dcmrig.qualify.worker.CaseResult;
import dev.dcmrig.qualify.worker.Order.Planned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what became of a fault, from what its cases came to. */
final class Trial {
  private final Fault fault;
  private final Optional<Area> area;
  private final Map<String, Planned> planned = new HashMap<>();

  Trial(Fault fault, Optional<Area> area, List<Planned> cases) {
    this.fault = fault;
    this.area = area;
    cases.forEach(each -> planned.put(each.of().toString(), each));
  }

  /** The case that noticed it; empty when none did. */
  Optional<Planned> telling(Answer answer) {
    List<CaseResult> differing =
        answer.results().stream()
            .filter(
                result ->
                    Optional.ofNullable(planned.get(result.of().toString()))
                        .filter(expected -> expected.differs(result))
                        .isPresent())
            .toList();
    return Optional.ofNullable(telling(differing))
        .map(result -> planned.get(result.of().toString()));
  }

  Outcome outcome(Answer answer) {
    List<CaseResult> differing = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    long cpuMillis = 0;
    for (CaseResult result : answer.results()) {
      cpuMillis += result.cpuMillis();
      Planned expected = planned.get(result.of().toString());
      if (expected != null && expected.differs(result)) {
        differing.add(result);
      } else if (expected != null && !expected.digest().equals(result.digest())) {
        changed.add(result.of().toString());
      }
    }
    CaseResult by = telling(differing);
    Noticed noticed = noticed(answer, by, changed);
    return new Outcome(
        fault.id(),
        noticed,
        area.map(Area::name).orElse(""),
        fault.what(),
        Outcome.place(fault),
        by == null ? List.of() : by.failed(),
        by == null ? "" : by.of().toString(),
        by == null ? answer.words() : by.verdict().word() + ": " + by.reason(),
        answer.results().size(),
        changed.subList(0, Math.min(changed.size(), Outcome.MAX_CHANGED)),
        cpuMillis);
  }

  /** A failure says more than anything else; otherwise what came first. */
  private @Nullable CaseResult telling(List<CaseResult> differing) {
    return differing.stream()
        .filter(result -> isClear(result) && isRight(result))
        .findFirst()
        .or(() -> differing.stream().filter(this::isClear).findFirst())
        .or(() -> differing.stream().findFirst())
        .orElse(null);
  }

  private boolean isClear(CaseResult result) {
    Planned expected = planned.get(result.of().toString());
    return expected != null && expected.isClear(result);
  }

  private Noticed noticed(Answer answer, @Nullable CaseResult by, List<String> changed) {
    if (answer.end() == WorkerProcess.End.NOT_POSSIBLE) {
      return Noticed.NOT_POSSIBLE;
    }
    if (by != null && isClear(by)) {
      if (by.of().runsTests()) {
        return Noticed.BY_TEST;
      }
      return isRight(by) ? Noticed.BY_ITS_ID : Noticed.BY_ANOTHER_ID;
    }
    if (answer.end() == WorkerProcess.End.LIMIT) {
      return Noticed.TIME_LIMIT;
    }
    if (answer.end() == WorkerProcess.End.GONE) {
      return Noticed.BROKE_THE_BENCH;
    }
    if (by != null) {
      return by.verdict() == Verdict.INCONCLUSIVE ? Noticed.INCONCLUSIVE : Noticed.ERROR;
    }
    return changed.isEmpty() ? Noticed.UNSEEN : Noticed.SEEN;
  }

  /** A judge that lets a defect pass is caught by that defect's case: there is no other id. */
  private boolean isRight(CaseResult result) {
    if (result.verdict() != Verdict.FAILED) {
      return true;
    }
    return result.failed().stream()
        .anyMatch(
            id ->
                fault.requirements().isEmpty()
                    ? area.filter(found -> found.isAbout(id)).isPresent()
                    : fault.requirements().contains(id));
  }
}
