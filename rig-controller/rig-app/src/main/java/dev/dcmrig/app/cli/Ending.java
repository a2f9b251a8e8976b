// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.Defects;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.compliance.Headline;
import dev.dcmrig.evidence.RequirementOutcome;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.RunOutcome;
import dev.dcmrig.run.scenario.ScenarioResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The last words of a run: what was shown, which requirements failed and where, and what to type to
 * run that again.
 */
final class Ending {

  /** Failed requirements and scenarios that are named here; the report names all. */
  private static final int MAX_NAMED = 20;

  /** A first sentence is cut here. */
  private static final int MAX_SENTENCE = 300;

  /** Folders up from the current one, beyond which a whole path is easier to read. */
  private static final int MAX_UP = 3;

  private final Console console;
  private final BenchFile bench;
  private final Set<String> defects;
  private final String again;

  Ending(Console console, BenchFile bench, Set<String> defects, String again) {
    this.console = console;
    this.bench = bench;
    this.defects = defects;
    this.again = again;
  }

  /** The seeded defects, with what they break. */
  void defectsInForce() {
    for (String id : defects) {
      Optional<Defects.Defect> known =
          Defects.all().stream().filter(defect -> defect.id().equals(id)).findFirst();
      console.line(
          console.strong("defect in force: ")
              + Console.visible(id)
              + known
                  .map(it -> " (breaks " + it.requirement() + ": " + it.title() + ")")
                  .orElse(" (the DCM's own)"));
    }
  }

  void of(RunOutcome outcome) {
    RunResult result = outcome.result();
    if (result == null) {
      return;
    }
    Map<String, ScenarioResult> byId = new LinkedHashMap<>();
    outcome.ran().stream()
        .filter(it -> it.verdict() != Verdict.PASSED)
        .forEach(it -> byId.put(it.scenario().id(), it));
    List<RequirementOutcome> failed =
        result.requirements().stream().filter(it -> it.verdict() == Verdict.FAILED).toList();
    Map<String, ScenarioResult> others = new LinkedHashMap<>(byId);
    if (!failed.isEmpty()) {
      console.line(console.strong("failed requirements:"));
    }
    failed.stream().limit(MAX_NAMED).forEach(requirement -> failed(requirement, byId));
    more(failed.size());
    failed.forEach(requirement -> others.keySet().removeAll(requirement.failed()));
    outcome
        .known()
        .forEach(
            it -> {
              String sentence = "known failures: " + it.sentence();
              if (it.state().isWrong()) {
                console.problem(sentence);
              } else {
                console.line(sentence);
              }
            });
    List<ScenarioResult> flaky =
        byId.values().stream().filter(it -> it.verdict() == Verdict.FLAKY).toList();
    if (!flaky.isEmpty()) {
      console.line(console.strong("flaky, which is not passed:"));
    }
    flaky.stream().limit(MAX_NAMED).forEach(this::named);
    more(flaky.size());
    flaky.forEach(it -> others.remove(it.scenario().id()));
    if (!others.isEmpty()) {
      console.line(console.strong(failed.isEmpty() ? "not shown:" : "not shown, besides:"));
    }
    others.values().stream().limit(MAX_NAMED).forEach(this::named);
    more(others.size());
    defectsInForce();
    console.line(Headline.of(result.requirements(), !bench.hasRealDcm()));
    if (!byId.isEmpty()) {
      console.line("run these again: " + again);
    }
  }

  private void failed(RequirementOutcome outcome, Map<String, ScenarioResult> byId) {
    console.line(
        "  "
            + console.strong(outcome.requirement().id())
            + "  "
            + Console.visible(outcome.requirement().title()));
    List<ScenarioResult> scenarios =
        byId.values().stream().filter(it -> outcome.failed().contains(it.scenario().id())).toList();
    scenarios.stream().limit(1).forEach(this::where);
    if (scenarios.size() > 1) {
      console.line("      and in " + (scenarios.size() - 1) + " more of its scenarios");
    }
  }

  private void named(ScenarioResult result) {
    console.line("  " + console.word(result.verdict()) + "  " + result.scenario().name());
    where(result);
  }

  private void where(ScenarioResult result) {
    console.line("      " + firstSentence(result.judgement().reason()));
    console.line("      " + location(result));
  }

  private void more(int count) {
    if (count > MAX_NAMED) {
      console.line("  and " + (count - MAX_NAMED) + " more; see the report");
    }
  }

  /** Up to the end of its first line or sentence. */
  static String firstSentence(String text) {
    String line = text.strip().lines().findFirst().orElse("").strip();
    String sentence = line.split("(?<=[a-z)'\"]{2}\\.) (?=[A-Z'\"])", 2)[0];
    return sentence.length() <= MAX_SENTENCE
        ? sentence
        : sentence.substring(0, MAX_SENTENCE) + " ...";
  }

  /** Where it ended, as an editor opens it from the current folder. */
  static String location(ScenarioResult result) {
    return opened(result.scenario().file()) + ":" + result.endedAt();
  }

  /** A path from the current folder, or a whole one when that lies far away. */
  static String opened(Path file) {
    Path here = Path.of("").toAbsolutePath().normalize();
    Path there = file.toAbsolutePath().normalize();
    Path relative = here.relativize(there);
    int up = 0;
    while (up < relative.getNameCount() && relative.getName(up).toString().equals("..")) {
      up++;
    }
    return (up <= MAX_UP ? relative : there).toString();
  }
}
