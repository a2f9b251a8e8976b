// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.scenario;

import dev.dcmrig.evidence.Verdict;
import java.time.Duration;

/**
 * How one scenario ended.
 *
 * @param benchTime that passed on the bench's clock
 * @param wallTime that a user waited
 * @param endedAt line of the step that ended it, or of the scenario
 */
public record ScenarioResult(
    FeatureScenario scenario,
    Judgement judgement,
    Duration benchTime,
    Duration wallTime,
    int endedAt) {

  public Verdict verdict() {
    return judgement.verdict();
  }
}
