// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under which terms a run goes on, beside what it runs.
 *
 * @param shard the part of the suite that it is; null: all of it
 * @param retryFailed whether what fails is run once more
 * @param known failures that somebody knows of; null: none
 * @param lab the laboratory's own data; null without any
 * @param notes what whoever reads the report must know of these terms; a sentence each
 * @param maxEvidenceBytes what frames, events and messages of all scenarios may need
 * @param maxDuration what a scenario may take on a bench in real time; null: not said
 */
public record RunTerms(
    @Nullable Shard shard,
    boolean retryFailed,
    @Nullable Known known,
    @Nullable Path lab,
    List<String> notes,
    long maxEvidenceBytes,
    @Nullable Duration maxDuration) {

  /** Some ten times what the whole suite needs. */
  public static final long USUAL_EVIDENCE_BYTES = 20_000_000_000L;

  /** What a scenario may take in real time where nobody has said it. */
  public static final Duration USUAL_DURATION = Duration.ofMinutes(15);

  /** As long as it takes: a century, which no scenario needs. */
  public static final Duration ANY_DURATION = Duration.ofDays(36_525);

  /** All of the suite, to its end. */
  public static final RunTerms USUAL =
      new RunTerms(null, false, null, null, List.of(), USUAL_EVIDENCE_BYTES, null);

  public RunTerms {
    notes = List.copyOf(notes);
  }
}
