// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.scenario;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.BenchTime;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A scenario from its first step to its verdict. Belongs to the thread that runs it. */
public final class RunningScenario {
  private final FeatureScenario scenario;
  private final ScenarioLog log;
  private final Stopwatch stopwatch = new Stopwatch();
  private @Nullable BenchTime time;
  private Supplier<Optional<BenchBroken>> benchFailure = Optional::empty;
  private Supplier<Optional<RequirementNotMet>> deviceMisconduct = Optional::empty;
  private long stepBegan;
  private boolean judged;
  private int endedAt;
  private @Nullable Throwable breakage;
  private final List<Judgement> ofHooks = new ArrayList<>();

  public RunningScenario(FeatureScenario scenario, ScenarioLog log) {
    this.scenario = scenario;
    this.log = log;
  }

  public FeatureScenario scenario() {
    return scenario;
  }

  public ScenarioLog log() {
    return log;
  }

  public Stopwatch stopwatch() {
    return stopwatch;
  }

  /** For the bench of this scenario. */
  public ScenarioRecorder recorder() {
    return log.recorder();
  }

  /**
   * The bench is open: its clock is the scenario's clock.
   *
   * @param failure why the bench could not judge, if so, once the scenario has ended
   * @param misconduct what the device did that none may do, if so, once the scenario has ended
   */
  public void benchOpened(
      BenchTime benchTime,
      Supplier<Optional<BenchBroken>> failure,
      Supplier<Optional<RequirementNotMet>> misconduct) {
    if (time != null) {
      throw new BenchBroken("scenario " + scenario.location() + " has opened a second bench");
    }
    time = benchTime;
    benchFailure = failure;
    deviceMisconduct = misconduct;
  }

  /** Nanoseconds on the bench's clock; 0 before there is a bench. */
  public long nowNanos() {
    return time == null ? 0 : time.now().toNanos();
  }

  /** A step looked at what came of the scenario, and found it good. */
  public void judged() {
    judged = true;
  }

  /** A step in this line did not pass; the first one counts. */
  public void endedAt(int line) {
    if (endedAt == 0) {
      endedAt = line;
    }
  }

  /** Line of the first step that did not pass; that of the scenario where all did. */
  public int endedAt() {
    return endedAt == 0 ? scenario.line() : endedAt;
  }

  /** A hook after the steps did not pass; each counts. */
  public void hookEnds(Judgement judgement) {
    ofHooks.add(judgement);
  }

  /** Something of the rig broke beside the steps; the first one counts. */
  public void broke(Throwable cause) {
    if (breakage == null) {
      breakage = cause;
    }
  }

  /**
   * What the scenario came to: a bench that broke can't have judged, whatever its steps said, and
   * where nothing was judged nothing was shown. Where steps found nothing wrong, or did not get to
   * their check, a device that did what none may do has failed the requirement of the scenario's
   * rule.
   */
  public Judgement judgement(Judgement ofSteps) {
    if (breakage != null) {
      return new Judgement(Verdict.ERROR, Judgement.of(breakage).reason());
    }
    Judgement found = benchFailure.get().map(Judgement::of).orElseGet(() -> withHooks(ofSteps));
    Optional<RequirementNotMet> misconduct = deviceMisconduct.get();
    if (misconduct.isPresent()) {
      found = withMisconduct(found, misconduct.get());
    }
    return found.verdict() == Verdict.PASSED && !judged ? Judgement.SHOWS_NOTHING : found;
  }

  /** The engine tells the first failure of its hooks; the scenario has failed for all of them. */
  private Judgement withHooks(Judgement first) {
    Set<String> requirements = new LinkedHashSet<>(first.requirements());
    Set<String> reasons = new LinkedHashSet<>(List.of(first.reason()));
    for (Judgement each : ofHooks) {
      if (each.verdict() == Verdict.FAILED && each.subject() == first.subject()) {
        requirements.addAll(each.requirements());
        reasons.add(each.reason());
      }
    }
    return first.verdict() == Verdict.FAILED
        ? new Judgement(
            Verdict.FAILED, first.subject(), List.copyOf(requirements), String.join("; ", reasons))
        : first;
  }

  private Judgement withMisconduct(Judgement found, RequirementNotMet misconduct) {
    String seen = String.valueOf(misconduct.getMessage());
    return switch (found.verdict()) {
      case PASSED, INCONCLUSIVE ->
          new Judgement(
              Verdict.FAILED,
              misconduct.subject(),
              scenario.requirements().stream().limit(1).toList(),
              found.reason().isEmpty() ? seen : seen + "; " + found.reason());
      case FAILED ->
          new Judgement(
              Verdict.FAILED, found.subject(), found.requirements(), found.reason() + "; " + seen);
      case ERROR, NOT_VERIFIED, FLAKY -> found;
    };
  }

  public void stepBegins() {
    stepBegan = nowNanos();
    log.stepBegins();
  }

  public void stepEnds(String text, Judgement judgement) {
    log.step(stepBegan, nowNanos(), text, judgement);
  }
}
