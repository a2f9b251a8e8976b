// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.measurement.DecisionRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run judged again from what it recorded, without a DUT. Each measurement is decided anew from
 * its value, its limit, its uncertainty and the rule; verdicts of scenarios and requirements follow
 * from that.
 *
 * <p>Does not do: measure again. A value stays what the run made of its frames, messages and
 * readings, and a step that failed without a measurement stays failed. A scenario that failed by a
 * measurement which is met now is inconclusive: the steps behind it never ran.
 *
 * @param scenarios that were judged again
 * @param measurements that were decided again
 * @param unkept scenarios whose evidence was removed, so that their verdicts stand alone
 * @param changes a sentence for each measurement, scenario and requirement that comes to something
 *     else
 */
public record Rejudgement(int scenarios, int measurements, int unkept, List<String> changes) {

  public Rejudgement {
    changes = List.copyOf(changes);
  }

  /**
   * Judges a run again.
   *
   * @param rule in place of the run's own; null: the one that was recorded
   * @throws IOException when the run can't be read
   */
  public static Rejudgement of(Path run, @Nullable DecisionRule rule) throws IOException {
    List<PlannedScenario> plan =
        RunFiles.read(run, RunFolder.PLAN, new TypeReference<List<PlannedScenario>>() {});
    RunOptions options = PastRun.options(run);
    List<ScenarioResult> was = new ArrayList<>();
    List<ScenarioResult> is = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    int judged = 0;
    int measurements = 0;
    int unkept = 0;
    for (PlannedScenario planned : plan) {
      Path own = run.resolve(RunFolder.SCENARIOS).resolve(planned.folder());
      if (!Files.exists(own.resolve(ScenarioFiles.VERDICT))) {
        was.add(planned.lost(RunFolder.NEVER_ENDED));
        is.add(planned.lost(RunFolder.NEVER_ENDED));
        continue;
      }
      RunFiles.Judged verdict = RunFiles.read(own, ScenarioFiles.VERDICT, RunFiles.Judged.class);
      ScenarioResult before = planned.judged(verdict);
      ScenarioResult after = before;
      if (verdict.kept()) {
        EventLines lines =
            EventLines.read(own, sentence -> changes.add(planned.id() + ": " + sentence));
        measurements += lines.measurements().size();
        after = judged(before, lines.measurements(), rule, changes);
        judged++;
      } else {
        unkept++;
      }
      ScenarioResult second = second(run, planned);
      was.add(second == null ? before : before.again(second));
      is.add(second == null || after.verdict() != Verdict.FAILED ? after : after.again(second));
    }
    requirements(RunFolder.catalogue(run), was, is, options.serviceIsStandIn(), changes);
    return new Rejudgement(judged, measurements, unkept, changes);
  }

  /** A second attempt, as it was judged; null where there is none. */
  private static @Nullable ScenarioResult second(Path run, PlannedScenario planned)
      throws IOException {
    Path own = run.resolve(RunFolder.RETRIES).resolve(planned.folder());
    return Files.exists(own.resolve(ScenarioFiles.VERDICT))
        ? planned.judged(RunFiles.read(own, ScenarioFiles.VERDICT, RunFiles.Judged.class))
        : null;
  }

  private static ScenarioResult judged(
      ScenarioResult before,
      List<EventLines.Measured> measurements,
      @Nullable DecisionRule rule,
      List<String> changes) {
    EventLines.Measured firstUnmet = null;
    boolean wasUnmet = false;
    for (EventLines.Measured measured : measurements) {
      Decision told = measured.decision();
      DecisionRule by = rule == null ? told.rule() : rule;
      Decision anew = by.decide(told.measurement(), told.uncertainty());
      wasUnmet |= !told.met();
      if (!anew.met() && firstUnmet == null) {
        firstUnmet = measured;
      }
      if (anew.met() != told.met()) {
        changes.add(
            before.id()
                + ": "
                + (told.met() ? "was met, and is not" : "was not met, and is")
                + " by "
                + by.words()
                + ": "
                + anew.sentence());
      }
    }
    ScenarioResult after = before;
    if (before.verdict() == Verdict.PASSED && firstUnmet != null) {
      after =
          with(
              before,
              Verdict.FAILED,
              firstUnmet.subject(),
              firstUnmet.requirements(),
              firstUnmet.sentence());
    } else if (before.verdict() == Verdict.FAILED && wasUnmet && firstUnmet == null) {
      after =
          with(
              before,
              Verdict.INCONCLUSIVE,
              null,
              List.of(),
              "what failed it is met now, and the steps behind it never ran");
    }
    if (after.verdict() != before.verdict()) {
      changes.add(
          before.id() + ": was " + before.verdict().word() + ", is " + after.verdict().word());
    }
    return after;
  }

  private static ScenarioResult with(
      ScenarioResult of,
      Verdict verdict,
      @Nullable Subject subject,
      List<String> failedFor,
      String reason) {
    return new ScenarioResult(
        of.id(),
        of.location(),
        of.name(),
        of.tags(),
        verdict,
        subject,
        failedFor,
        reason,
        of.endNanos(),
        of.digest(),
        of.folder());
  }

  private static void requirements(
      List<Requirement> catalogue,
      List<ScenarioResult> was,
      List<ScenarioResult> is,
      boolean serviceIsStandIn,
      List<String> changes) {
    List<RequirementOutcome> before = RequirementOutcome.of(catalogue, was, serviceIsStandIn);
    List<RequirementOutcome> after = RequirementOutcome.of(catalogue, is, serviceIsStandIn);
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).verdict() != after.get(i).verdict()) {
        changes.add(
            "requirement "
                + before.get(i).requirement().id()
                + ": was "
                + before.get(i).verdict().word()
                + ", is "
                + after.get(i).verdict().word());
      }
    }
  }
}
