// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.RunOutcome;
import dev.dcmrig.run.RunRequest;
import dev.dcmrig.run.RunWatcher;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.ScenarioResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a user sees of a run while it goes on, and at its end. */
final class Progress implements RunWatcher {

  /** Lost scenarios that are named one by one; the report names all. */
  private static final int MAX_NAMED = 20;

  private final Console console;
  private final Consumer<Throwable> debug;
  private int total;
  private int ended;
  private boolean retrying;
  private boolean virtualTime = true;
  private @Nullable Ending ending;
  private final Function<Path, String> again;

  /**
   * @param debug told of each throwable, for {@code --debug}
   * @param again what to type to run what did not pass once more, by the run's folder
   */
  Progress(Console console, Consumer<Throwable> debug, Function<Path, String> again) {
    this.console = console;
    this.debug = debug;
    this.again = again;
  }

  @Override
  public void begins(BenchConfiguration bench, RunRequest request, int planned, Path folder) {
    total = planned;
    virtualTime = bench.file().virtualTime();
    ending = new Ending(console, bench.file(), request.seeded(), again.apply(folder));
    console.line(
        console.strong("DCM Rig")
            + String.format(
                Locale.ROOT,
                ": %d scenarios on bench %s, DCM profile %s, seed %d%s",
                planned,
                Console.visible(bench.file().name()),
                Console.visible(bench.profile().name()),
                request.seed(),
                request.parallel() > 1 ? ", " + request.parallel() + " at a time" : ""));
    console.line(console.faint("run folder: " + Ending.opened(folder)));
    ending.defectsInForce();
  }

  /** Where time is real, a user wants to see what is waited for. */
  @Override
  public void stepBegins(FeatureScenario scenario, String step) {
    if (!virtualTime) {
      console.status("        " + scenario.name() + ": " + step);
    }
  }

  @Override
  public synchronized void retries(int scenarios) {
    retrying = true;
    total += scenarios;
    console.line(
        console.strong(
            scenarios == 1
                ? "1 scenario failed, and is run once more"
                : scenarios + " scenarios failed, and are run once more"));
  }

  @Override
  public synchronized void ended(ScenarioResult result) {
    ended++;
    boolean flaky = retrying && result.verdict() == Verdict.PASSED;
    console.line(
        String.format(
            Locale.ROOT,
            "%s %s  %s  %s",
            console.faint(String.format(Locale.ROOT, "%3d/%d", ended, total)),
            console.word(flaky ? Verdict.FLAKY : result.verdict()),
            Console.visible(result.scenario().name()),
            console.faint(
                String.format(
                    Locale.ROOT,
                    "%s%s wall, %s",
                    virtualTime ? time(result.benchTime()) + " virtual, " : "",
                    time(result.wallTime()),
                    result.verdict() == Verdict.PASSED
                        ? result.scenario().location()
                        : Ending.location(result)))));
    if (result.verdict() != Verdict.PASSED) {
      console.line(
          "        " + Console.visible(result.judgement().reason()).replace("\n", "\n        "));
    }
  }

  @Override
  public void thrown(Throwable thrown) {
    debug.accept(thrown);
  }

  @Override
  public void note(String sentence) {
    console.problem(sentence);
  }

  void finished(RunOutcome outcome) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    outcome.ran().forEach(result -> counts.merge(result.verdict(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((verdict, count) -> parts.add(count + " " + console.word(verdict)));
    console.line("");
    RunResult result = outcome.result();
    if (!outcome.isComplete()) {
      incomplete(outcome, result);
    } else if (result != null && !result.judgedAny()) {
      console.problem(
          "no requirement was judged: none of these scenarios shows one of the catalogue");
    }
    String verdicts = parts.isEmpty() ? "" : ": " + String.join(", ", parts);
    console.line(
        (outcome.isComplete() ? "" : outcome.ran().size() + " of ")
            + outcome.planned()
            + " scenarios"
            + verdicts
            + "; "
            + time(outcome.wall())
            + " wall");
    if (ending != null) {
      ending.of(outcome);
    }
    Path report = outcome.report();
    if (result != null && report != null) {
      console.line("evidence digest: " + result.digest());
      seal(report.resolveSibling(RunFolder.MANIFEST));
      console.line("report: " + Ending.opened(report));
    }
  }

  /** What to keep elsewhere, for {@code rig verify} to be held against. */
  private void seal(Path manifest) {
    try {
      console.line("seal: " + RunFolder.sha256(manifest));
    } catch (IOException e) {
      console.problem("the run has no seal: " + manifest + " can't be read: " + e.getMessage());
    }
  }

  /** Says that not everything ran, why, and which scenarios that concerns. */
  private void incomplete(RunOutcome outcome, @Nullable RunResult result) {
    String how =
        outcome.interrupted()
            ? "interrupted"
            : outcome.evidenceLost()
                ? "cut short"
                : outcome.enough() ? "ended early" : "incomplete";
    console.line(
        console.strong(
            String.format(
                Locale.ROOT,
                result == null
                    ? "%s: %d of %d scenarios ran"
                    : "%s: the report holds the %d of %d scenarios that ran, and is marked"
                        + " incomplete",
                how,
                outcome.ran().size(),
                outcome.planned())));
    if (outcome.interrupted() || outcome.enough() || result == null) {
      return;
    }
    int lost = result.lost().size();
    console.problem(
        lost
            + (lost == 1 ? " scenario has" : " scenarios have")
            + (lost == 1 ? " no verdict and counts as an error" : " no verdict and count as errors")
            + (outcome.evidenceLost() ? ":" : "; was there enough memory? --debug says more:"));
    result.lost().stream()
        .limit(MAX_NAMED)
        .forEach(
            scenario -> console.problem("  " + scenario.location() + ": " + scenario.reason()));
    if (lost > MAX_NAMED) {
      console.problem("  and " + (lost - MAX_NAMED) + " more; see the report");
    }
  }

  /** Short for people: 0.42 s, 31 s, 12 min, 24 h 10 min. */
  static String time(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.2f s", seconds);
    }
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    if (seconds < 7_200) {
      return String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
    return String.format(
        Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
  }
}
