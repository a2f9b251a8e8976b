// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.suite.RunEvidence;
import dev.dcmrig.app.suite.ScenarioResult;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a user sees of a run while it goes on, and at its end. */
final class Progress {
  private final Console console;
  private final int total;
  private int ended;
  private boolean virtualTime = true;

  Progress(Console console, int total) {
    this.console = console;
    this.total = total;
  }

  void begins(BenchConfiguration bench, long seed, int parallel, String folder) {
    virtualTime = bench.file().virtualTime();
    console.line(
        console.strong("DCM Rig")
            + String.format(
                Locale.ROOT,
                ": %d scenarios on bench %s, DCM profile %s, seed %d%s",
                total,
                bench.file().name(),
                bench.profile().name(),
                seed,
                parallel > 1 ? ", " + parallel + " at a time" : ""));
    console.line(console.faint("run folder: " + folder));
  }

  synchronized void ended(ScenarioResult result) {
    ended++;
    console.line(
        String.format(
            Locale.ROOT,
            "%s %s  %s  %s",
            console.faint(String.format(Locale.ROOT, "%3d/%d", ended, total)),
            console.word(result.verdict()),
            result.scenario().name(),
            console.faint(
                String.format(
                    Locale.ROOT,
                    "%s%s wall, %s",
                    virtualTime ? time(result.benchTime()) + " virtual, " : "",
                    time(result.wallTime()),
                    result.scenario().location()))));
    if (result.verdict() != Verdict.PASSED) {
      console.line("        " + result.judgement().reason().replace("\n", "\n        "));
    }
  }

  /**
   * @param cutShort a word for why not everything ran; empty when it did
   */
  void finished(
      List<ScenarioResult> results,
      RunEvidence.@Nullable Outcome outcome,
      String cutShort,
      Duration wall,
      RigHome home) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    results.forEach(result -> counts.merge(result.verdict(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((verdict, count) -> parts.add(count + " " + console.word(verdict)));
    console.line("");
    if (!cutShort.isEmpty()) {
      console.line(
          console.strong(
              String.format(
                  Locale.ROOT,
                  outcome == null
                      ? "%s: %d of %d scenarios ran"
                      : "%s: the report holds the %d of %d scenarios that ran, and is marked"
                          + " incomplete",
                  cutShort,
                  results.size(),
                  total)));
    }
    String verdicts = parts.isEmpty() ? "" : ": " + String.join(", ", parts);
    console.line(results.size() + " scenarios" + verdicts + "; " + time(wall) + " wall");
    if (outcome != null) {
      console.line("evidence digest: " + outcome.digest());
      console.line("report: " + home.shown(outcome.report()));
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
