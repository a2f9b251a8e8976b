// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.evidence.KnownFailures;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.scenario.ScenarioResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param ran scenarios with a verdict, in the order in which they ended
 * @param planned scenarios that were to run
 * @param result what stands in the folder; null when the end could not be written
 * @param report the report; null when there is none
 * @param known what became of failures that somebody knew of
 * @param interrupted whether somebody asked for the end
 * @param enough whether it ended since as many scenarios failed as were asked for
 * @param evidenceLost whether evidence could not be kept
 */
public record RunOutcome(
    List<ScenarioResult> ran,
    int planned,
    @Nullable RunResult result,
    @Nullable Path report,
    List<KnownFailures.Outcome> known,
    boolean interrupted,
    boolean enough,
    boolean evidenceLost,
    Duration wall) {

  /** A way in which a run can end; several may hold at once. */
  public enum End {
    /** Somebody asked for it. */
    INTERRUPTED,
    /** A requirement's scenario failed. */
    FAILED,
    /** A scenario failed, and passed when it was run once more. */
    FLAKY,
    /** Something was not shown: a scenario broke, was lost, or nothing was judged at all. */
    NOT_SHOWN,
    /** All that was planned ran, and passed, or failed as somebody knew. */
    PASSED
  }

  public RunOutcome {
    ran = List.copyOf(ran);
    known = List.copyOf(known);
  }

  /** The ids of scenarios whose failure somebody knew of. */
  public Set<String> covered() {
    return result == null
        ? Set.of()
        : KnownFailures.covered(known, result.scenarios(), result.requirements());
  }

  /** Whether every scenario of the plan has a verdict. */
  public boolean isComplete() {
    return ran.size() == planned && result != null && result.complete();
  }

  /**
   * How it ended. Passed alone only when every scenario of the plan has passed, in memory and in
   * the folder, and a requirement was judged. A run that lost scenarios by itself tells nothing
   * else: what they would have shown nobody knows.
   */
  public Set<End> ends() {
    Set<End> ends = EnumSet.noneOf(End.class);
    Set<String> covered = covered();
    if (known.stream().anyMatch(outcome -> outcome.state().isWrong())) {
      ends.add(End.FAILED);
    }
    if (interrupted) {
      ends.add(End.INTERRUPTED);
    }
    if (!isComplete() || evidenceLost) {
      ends.add(End.NOT_SHOWN);
      if (enough && !evidenceLost) {
        ran.forEach(it -> ends.add(end(it.verdict(), covered.contains(it.scenario().id()))));
        ends.remove(End.PASSED);
      }
      return ends;
    }
    ran.forEach(it -> ends.add(end(it.verdict(), covered.contains(it.scenario().id()))));
    if (result != null) {
      result.scenarios().forEach(it -> ends.add(end(it.verdict(), covered.contains(it.id()))));
      if (!result.judgedAny()) {
        ends.add(End.NOT_SHOWN);
      }
    }
    return ends;
  }

  private static End end(Verdict verdict, boolean isKnown) {
    return switch (verdict) {
      case PASSED -> End.PASSED;
      case FAILED -> isKnown ? End.PASSED : End.FAILED;
      case FLAKY -> End.FLAKY;
      case INCONCLUSIVE, ERROR, NOT_VERIFIED -> End.NOT_SHOWN;
    };
  }
}
