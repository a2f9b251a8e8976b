// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.List;

/**
 * What a run came to.
 *
 * @param complete false after Ctrl-C, or when a scenario was not concluded
 * @param digest evidence digest, 64 hexadecimal digits
 * @param scenarios in feature order
 */
public record RunResult(
    boolean complete,
    String digest,
    List<ScenarioResult> scenarios,
    List<RequirementOutcome> requirements) {

  /** Scenarios with this verdict. */
  public long count(Verdict verdict) {
    return scenarios.stream().filter(s -> s.verdict() == verdict).count();
  }
}
