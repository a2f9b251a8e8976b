// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.scenario;

import dev.dcmrig.evidence.Verdict;
import java.time.Duration;

/**
 * How one scenario ended.
 *
 * @param benchTime that passed on the bench's clock
 * @param wallTime that a user waited
 */
public record ScenarioResult(
    FeatureScenario scenario, Judgement judgement, Duration benchTime, Duration wallTime) {

  public Verdict verdict() {
    return judgement.verdict();
  }
}
