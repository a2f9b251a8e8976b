// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.BenchTime;
import dev.dcmrig.api.Inconclusive;
import dev.dcmrig.api.NotOnThisBench;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Judgement;
import dev.dcmrig.run.scenario.RunInterrupted;
import dev.dcmrig.run.scenario.RunningScenario;
import dev.dcmrig.run.scenario.ScenarioLog;
import dev.dcmrig.sim.TimelineInterruptedException;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class JudgementTest {

  @Test
  void onlyEvidenceOfTheSubjectFailsARequirement() {
    assertEquals(
        Verdict.FAILED, verdict(new RequirementNotMet(Subject.DCM, List.of(), "no call in 2 s")));
    assertEquals(
        Verdict.FAILED, verdict(new RequirementNotMet(Subject.SERVICE, List.of(), "no dispatch")));
    assertEquals(Verdict.ERROR, verdict(new RequirementNotMet(Subject.RIG, List.of(), "no frame")));
  }

  @Test
  void aDeviceThatDidWhatNoneMayDoHasFailedWhateverTheStepsSay() {
    RequirementNotMet reset = new RequirementNotMet(Subject.DCM, List.of(), "it was reset");
    Judgement inconclusive = new Judgement(Verdict.INCONCLUSIVE, "it is not ready");
    for (Judgement ofSteps : List.of(Judgement.PASSED, inconclusive)) {
      Judgement found = concluded(ofSteps, Optional.of(reset));
      assertEquals(Verdict.FAILED, found.verdict());
      assertTrue(found.reason().startsWith("it was reset"), found::reason);
      assertEquals(List.of("SOS-04"), found.requirements());
    }
    assertEquals(inconclusive, concluded(inconclusive, Optional.empty()));
    Judgement error = new Judgement(Verdict.ERROR, "the link is gone");
    assertEquals(error, concluded(error, Optional.of(reset)));
    Judgement failed = new Judgement(Verdict.FAILED, Subject.DCM, List.of("SOS-01"), "no call");
    Judgement both = concluded(failed, Optional.of(reset));
    assertEquals(List.of("SOS-01"), both.requirements());
    assertEquals("no call; it was reset", both.reason());
  }

  @Test
  void aScenarioHasFailedForEachHookThatFoundSomething() {
    Judgement voice = failed("SOS-01", "no voice");
    Judgement lamp = failed("IND-03", "it flashes");
    RunningScenario running = running(Optional.empty());
    running.hookEnds(voice);
    running.hookEnds(lamp);
    running.hookEnds(new Judgement(Verdict.INCONCLUSIVE, "it is late"));
    Judgement found = running.judgement(voice);
    assertEquals(List.of("SOS-01", "IND-03"), found.requirements());
    assertEquals("no voice; it flashes", found.reason());
    assertEquals(Subject.DCM, found.subject());
    assertEquals(Judgement.PASSED, running.judgement(Judgement.PASSED));
  }

  private static Judgement failed(String requirement, String reason) {
    return new Judgement(Verdict.FAILED, Subject.DCM, List.of(requirement), reason);
  }

  private static Judgement concluded(Judgement ofSteps, Optional<RequirementNotMet> misconduct) {
    return running(misconduct).judgement(ofSteps);
  }

  private static RunningScenario running(Optional<RequirementNotMet> misconduct) {
    FeatureScenario scenario =
        new FeatureScenario(
            "a", "a.feature", Path.of("a.feature"), 1, "A", "a", List.of("@SOS-04", "@NET-01"), 1);
    RunningScenario running = new RunningScenario(scenario, ScenarioLog.NONE);
    running.benchOpened(new StandingTime(), Optional::empty, () -> misconduct);
    running.judged();
    return running;
  }

  /** A clock of no use. */
  private static final class StandingTime implements BenchTime {
    @Override
    public Duration now() {
      return Duration.ZERO;
    }

    @Override
    public boolean isVirtual() {
      return true;
    }

    @Override
    public void advance(Duration duration) {}

    @Override
    public boolean advanceUntil(BooleanSupplier condition, Duration limit) {
      return condition.getAsBoolean();
    }

    @Override
    public boolean evaluate(BooleanSupplier condition) {
      return condition.getAsBoolean();
    }
  }

  @Test
  void aSituationThatWasNotReachedIsInconclusive() {
    assertEquals(Verdict.INCONCLUSIVE, verdict(new Inconclusive("no first attempt was seen")));
  }

  @Test
  void whatAPartOfTheBenchLacksIsNotVerified() {
    assertEquals(
        Verdict.NOT_VERIFIED, verdict(new NotOnThisBench("this server asks nobody for consent")));
    assertEquals(
        "this server asks nobody for consent",
        reason(new NotOnThisBench("this server asks nobody for consent")));
  }

  @Test
  void everythingElseIsAnErrorOfTheBench() {
    assertEquals(Verdict.ERROR, verdict(new BenchBroken("the link is gone")));
    assertEquals(Verdict.ERROR, verdict(new AssertionError("1 is not 2")));
    assertEquals(Verdict.ERROR, verdict(new OutOfMemoryError()));
    assertEquals(Verdict.ERROR, Verdicts.of(result(Status.UNDEFINED)).verdict());
    assertEquals(Verdict.ERROR, Verdicts.of(result(Status.PENDING)).verdict());
    assertEquals(Verdict.ERROR, Verdicts.of(result(Status.SKIPPED)).verdict());
  }

  @Test
  void theReasonIsTheSentenceAndForForeignErrorsTheirKind() {
    assertEquals(
        "no call in 2 s", reason(new RequirementNotMet(Subject.DCM, List.of(), "no call in 2 s")));
    assertEquals("IllegalStateException: full", reason(new IllegalStateException("full")));
    assertEquals("OutOfMemoryError", reason(new OutOfMemoryError()));
  }

  @Test
  void aVerdictInsideAnotherExceptionIsFound() {
    RequirementNotMet notMet = new RequirementNotMet(Subject.DCM, List.of(), "no call");
    assertEquals(Verdict.FAILED, verdict(new IllegalStateException("wrapped", notMet)));
  }

  @Test
  void anInterruptionIsNoVerdict() {
    assertTrue(
        Judgement.isInterruption(new TimelineInterruptedException(new InterruptedException())));
    assertTrue(Judgement.isInterruption(new RunInterrupted()));
    assertFalse(Judgement.isInterruption(new BenchBroken("x")));
    assertFalse(Judgement.isInterruption(null));
  }

  private static Verdict verdict(Throwable thrown) {
    return Judgement.of(thrown).verdict();
  }

  private static String reason(Throwable thrown) {
    return Judgement.of(thrown).reason();
  }

  private static Result result(Status status) {
    return new Result(status, Duration.ZERO, null);
  }
}
