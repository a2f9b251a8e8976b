// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.measurement.DecisionRule;
import java.util.List;

/** Where a scenario's checks put what they found. */
public interface Measurements {

  /** How this run's values become verdicts. */
  DecisionRule rule();

  /**
   * Takes one down, met or not.
   *
   * @param subject whose behaviour was measured
   * @param requirements ids that the check speaks for
   */
  void take(Subject subject, List<String> requirements, Decision decision);
}
