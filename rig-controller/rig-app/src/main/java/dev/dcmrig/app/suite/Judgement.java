// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.suite;

import dev.dcmrig.api.Inconclusive;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.sim.TimelineInterruptedException;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario came to. A broken rig is never a failed DCM: only evidence of the subject, said
 * by a step as {@link RequirementNotMet}, makes a verdict of failed.
 *
 * @param subject whose behaviour failed it; null unless failed
 * @param reason a sentence; empty when passed
 */
public record Judgement(Verdict verdict, @Nullable Subject subject, String reason) {

  Judgement(Verdict verdict, String reason) {
    this(verdict, null, reason);
  }

  /** Causes looked through for the one that a step threw. */
  private static final int MAX_CAUSES = 10;

  static final Judgement PASSED = new Judgement(Verdict.PASSED, "");

  /** From what Cucumber says of a scenario or of a step. */
  static Judgement of(Result result) {
    Throwable error = result.getError();
    Status status = result.getStatus();
    if (status == Status.PASSED) {
      return PASSED;
    }
    if (error != null) {
      return of(error);
    }
    return new Judgement(
        Verdict.ERROR,
        status == Status.UNDEFINED
            ? "a step of the scenario is not defined; 'rig list steps' shows those that are"
            : "the scenario ended as " + status.name().toLowerCase(java.util.Locale.ROOT));
  }

  /** From what was thrown. */
  static Judgement of(Throwable thrown) {
    Optional<RequirementNotMet> notMet = find(thrown, RequirementNotMet.class);
    if (notMet.isPresent() && notMet.get().subject() != Subject.RIG) {
      return new Judgement(Verdict.FAILED, notMet.get().subject(), sentence(notMet.get()));
    }
    Optional<Inconclusive> inconclusive = find(thrown, Inconclusive.class);
    if (inconclusive.isPresent()) {
      return new Judgement(Verdict.INCONCLUSIVE, sentence(inconclusive.get()));
    }
    return new Judgement(Verdict.ERROR, sentence(thrown));
  }

  static boolean isInterruption(@Nullable Throwable thrown) {
    return thrown != null
        && (find(thrown, TimelineInterruptedException.class).isPresent()
            || find(thrown, RunInterrupted.class).isPresent());
  }

  private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** Our own exceptions carry sentences; of any other the kind is worth knowing, too. */
  private static String sentence(Throwable thrown) {
    String message = thrown.getMessage();
    boolean own = thrown.getClass().getName().startsWith("dev.dcmrig.");
    if (message == null || message.isBlank()) {
      return thrown.getClass().getSimpleName();
    }
    return own ? message : thrown.getClass().getSimpleName() + ": " + message;
  }
}
