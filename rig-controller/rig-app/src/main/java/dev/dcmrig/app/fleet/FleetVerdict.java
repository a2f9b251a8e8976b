// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import dev.dcmrig.ota.model.WaveCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Whether the end of a rollout is exact: what the plan says must come of it, what the server
 * counts, what the DCMs have told, and what runs in them.
 *
 * @param lines for people
 * @param exact whether all four agree
 */
public record FleetVerdict(List<String> lines, boolean exact) {
  public FleetVerdict {
    lines = List.copyOf(lines);
  }

  /**
   * Looks at a rollout that is over.
   *
   * @param retried whether all that failed were asked again, once
   */
  public static FleetVerdict of(FleetRollout fleet, boolean retried) {
    int succeeded = 0;
    for (FleetDcm car : fleet.cars()) {
      Misfortune own = car.misfortune();
      succeeded += own == Misfortune.NONE || (retried && own.isOnce()) ? 1 : 0;
    }
    int failed = fleet.plan().cars() - succeeded;
    Map<String, String> lastWords = new LinkedHashMap<>();
    fleet.reports().results().stream()
        .filter(FleetReports.Result::taken)
        .forEach(result -> lastWords.put(result.vin(), result.finished()));
    List<String> lines = new ArrayList<>();
    boolean exact = line(lines, "by design", succeeded, failed, succeeded, failed);
    exact &=
        line(
            lines,
            "counted by the server",
            sum(fleet, WaveCounts::succeeded),
            sum(fleet, WaveCounts::errors),
            succeeded,
            failed);
    exact &=
        line(
            lines,
            "told by the DCMs",
            count(lastWords, "success"),
            count(lastWords, "failure"),
            succeeded,
            failed);
    int running = fleet.running();
    exact &=
        line(
            lines,
            "seen to run in the DCMs",
            running,
            fleet.plan().cars() - running,
            succeeded,
            failed);
    return new FleetVerdict(lines, exact);
  }

  private static int sum(FleetRollout fleet, ToIntFunction<WaveCounts> count) {
    return fleet.status().waves().stream().mapToInt(wave -> count.applyAsInt(wave.counts())).sum();
  }

  private static int count(Map<String, String> words, String word) {
    return (int) words.values().stream().filter(word::equals).count();
  }

  private static boolean line(
      List<String> lines, String who, int succeeded, int failed, int wanted, int wantedFailed) {
    boolean right = succeeded == wanted && failed == wantedFailed;
    lines.add(
        "%-24s %5d succeeded, %4d failed%s"
            .formatted(who, succeeded, failed, right ? "" : "   NOT as it should be"));
    return right;
  }
}
