// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Under which terms a run goes on, beside what it runs.
 *
 * @param shard the part of the suite that it is; null: all of it
 * @param retryFailed whether what fails is run once more
 * @param known failures that somebody knows of; null: none
 * @param lab the laboratory's own data; null without any
 * @param maxEvidenceBytes what frames, events and messages of all scenarios may need
 */
public record RunTerms(
    @Nullable Shard shard,
    boolean retryFailed,
    @Nullable Known known,
    @Nullable Path lab,
    long maxEvidenceBytes) {

  /** Some ten times what the whole suite needs. */
  public static final long USUAL_EVIDENCE_BYTES = 20_000_000_000L;

  /** All of the suite, to its end. */
  public static final RunTerms USUAL = new RunTerms(null, false, null, null, USUAL_EVIDENCE_BYTES);
}
