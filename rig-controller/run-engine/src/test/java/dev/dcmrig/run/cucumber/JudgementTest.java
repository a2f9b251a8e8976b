// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Inconclusive;
import dev.dcmrig.api.NotOnThisBench;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.scenario.Judgement;
import dev.dcmrig.run.scenario.RunInterrupted;
import dev.dcmrig.sim.TimelineInterruptedException;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import java.time.Duration;
import java.util.List;
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
