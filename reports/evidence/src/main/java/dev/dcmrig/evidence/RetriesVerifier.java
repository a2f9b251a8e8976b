// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Holds the second attempts of a run against themselves, and against the first ones. */
final class RetriesVerifier {
  private final Path folder;
  private final boolean mayDiscard;
  private final Consumer<String> problem;
  private final List<MessagesVerifier.Judged> judged = new ArrayList<>();
  private final List<Instant> epochs = new ArrayList<>();
  private boolean whole;

  RetriesVerifier(Path folder, boolean mayDiscard, Consumer<String> problem) {
    this.folder = folder;
    this.mayDiscard = mayDiscard;
    this.problem = problem;
  }

  /**
   * What first and second attempts came to together.
   *
   * @param there names of the files of each second attempt's folder
   */
  List<ScenarioResult> with(
      List<ScenarioResult> first, Map<String, PlannedScenario> plan, Map<String, Set<String>> there)
      throws IOException {
    Map<String, ScenarioResult> seconds = new LinkedHashMap<>();
    for (Map.Entry<String, Set<String>> own : there.entrySet()) {
      PlannedScenario planned = plan.get(own.getKey());
      if (planned == null) {
        problem.accept(
            RunFolder.RETRIES + "/" + own.getKey() + " is no second attempt of the plan");
        continue;
      }
      ScenarioVerifier verifier =
          new ScenarioVerifier(folder, RunFolder.RETRIES, planned, mayDiscard, problem);
      ScenarioResult second = verifier.verify(own.getValue());
      if (!second.digest().isEmpty()) {
        seconds.put(planned.id(), second);
        judged.add(new MessagesVerifier.Judged(planned, verifier.isKept(), verifier.steps()));
        epochs.add(verifier.epoch());
      }
    }
    long failed = first.stream().filter(each -> each.verdict() == Verdict.FAILED).count();
    whole = !seconds.isEmpty() && seconds.size() == failed && there.size() == failed;
    List<ScenarioResult> both = new ArrayList<>();
    for (ScenarioResult result : first) {
      ScenarioResult second = seconds.get(result.id());
      if (second != null && result.verdict() != Verdict.FAILED) {
        problem.accept(result.id() + " was run once more, and it had not failed");
      }
      both.add(second == null ? result : result.again(second));
    }
    return both;
  }

  /** Of those with a verdict, when they began. */
  List<Instant> epochs() {
    return epochs;
  }

  /** Where none was interrupted, the engine's account of second attempts. */
  void messages(Instant from, Instant to, String java) {
    if (whole) {
      new MessagesVerifier(folder, RunFolder.RETRIES + "/" + RunFolder.MESSAGES, problem)
          .verify(judged, from, to, java);
    }
  }
}
