// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.cucumber.SuiteRun;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.Judgement;
import dev.dcmrig.run.scenario.ScenarioResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs once more what failed, one scenario after the other, when all others are over. What passes
 * then is flaky. In virtual time the same seed fails in the same way: this is for real time.
 */
final class Retries {
  private final RunWatcher watcher;
  private final Interruption interruption;

  Retries(RunWatcher watcher, Interruption interruption) {
    this.watcher = watcher;
    this.interruption = interruption;
  }

  /** What came of all, with what the second attempts say. */
  List<ScenarioResult> of(
      List<ScenarioResult> ran,
      SuiteRun suite,
      RunEvidence evidence,
      BenchProvider.OpenBenches benches) {
    List<ScenarioResult> failed =
        ran.stream().filter(result -> result.verdict() == Verdict.FAILED).toList();
    if (failed.isEmpty() || interruption.isRequested()) {
      return ran;
    }
    watcher.retries(failed.size());
    List<ScenarioResult> again =
        suite
            .again(failed.stream().map(ScenarioResult::scenario).toList())
            .run(
                evidence.retries(),
                benches::open,
                evidence.retryMessages(),
                watcher::ended,
                watcher::thrown,
                watcher::stepBegins);
    Map<String, ScenarioResult> seconds = new HashMap<>();
    again.forEach(result -> seconds.put(result.scenario().id(), result));
    List<ScenarioResult> both = new ArrayList<>();
    for (ScenarioResult first : ran) {
      ScenarioResult second = seconds.get(first.scenario().id());
      boolean passed = second != null && second.verdict() == Verdict.PASSED;
      both.add(passed ? flaky(first) : first);
    }
    return both;
  }

  private static ScenarioResult flaky(ScenarioResult first) {
    Judgement failed = first.judgement();
    return new ScenarioResult(
        first.scenario(),
        new Judgement(
            Verdict.FLAKY,
            failed.subject(),
            failed.requirements(),
            failed.reason() + "; it passed when it was run once more"),
        first.benchTime(),
        first.wallTime(),
        first.endedAt());
  }
}
