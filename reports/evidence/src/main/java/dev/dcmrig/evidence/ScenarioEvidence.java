// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes down one scenario from its first frame to its verdict. Belongs to its timeline's thread.
 */
public interface ScenarioEvidence extends ScenarioRecorder, AutoCloseable {

  /**
   * A step has ended; those that were skipped are not told. The scenario's verdict must follow from
   * what is told here.
   */
  void step(long timeNanos, String keyword, String text, StepVerdict came);

  /**
   * The scenario is over; nothing may be recorded after it.
   *
   * @param subject whose behaviour failed it, or null
   * @param requirements ids that the failure is about; empty unless failed
   * @param reason a sentence, empty when it passed
   * @param keep false removes frames, events and messages again: runs with a seeded defect keep
   *     those of failed scenarios only. The verdict still counts.
   */
  void conclude(
      long timeNanos,
      Verdict verdict,
      @Nullable Subject subject,
      List<String> requirements,
      String reason,
      boolean keep);

  /** Closes the files; a scenario that was not concluded stays incomplete. */
  @Override
  void close();
}
