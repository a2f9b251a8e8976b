// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.scenario;

import dev.dcmrig.api.Inconclusive;
import dev.dcmrig.api.NotOnThisBench;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.sim.TimelineInterruptedException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario came to. A broken rig is never a failed DCM: only evidence of the subject, said
 * by a step as {@link RequirementNotMet}, makes a verdict of failed.
 *
 * @param subject whose behaviour failed it; null unless failed
 * @param requirements ids that the failure is about; empty where nothing says so
 * @param reason a sentence; empty when passed
 */
public record Judgement(
    Verdict verdict, @Nullable Subject subject, List<String> requirements, String reason) {

  public Judgement(Verdict verdict, String reason) {
    this(verdict, null, List.of(), reason);
  }

  /** Causes looked through for the one that a step threw. */
  private static final int MAX_CAUSES = 10;

  public static final Judgement PASSED = new Judgement(Verdict.PASSED, "");

  /** Of a scenario that has passed, and in which nothing was judged. */
  public static final Judgement SHOWS_NOTHING =
      new Judgement(
          Verdict.NOT_VERIFIED,
          "it shows nothing: no 'Then' of it looks at what came of it; write one that does");

  /** From what was thrown. */
  public static Judgement of(Throwable thrown) {
    Optional<RequirementNotMet> notMet = find(thrown, RequirementNotMet.class);
    if (notMet.isPresent() && notMet.get().subject() != Subject.RIG) {
      return new Judgement(
          Verdict.FAILED,
          notMet.get().subject(),
          notMet.get().requirements(),
          sentence(notMet.get()));
    }
    Optional<Inconclusive> inconclusive = find(thrown, Inconclusive.class);
    if (inconclusive.isPresent()) {
      return new Judgement(Verdict.INCONCLUSIVE, sentence(inconclusive.get()));
    }
    Optional<NotOnThisBench> lacking = find(thrown, NotOnThisBench.class);
    if (lacking.isPresent()) {
      return new Judgement(Verdict.NOT_VERIFIED, sentence(lacking.get()));
    }
    return new Judgement(Verdict.ERROR, sentence(thrown));
  }

  public static boolean isInterruption(@Nullable Throwable thrown) {
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
