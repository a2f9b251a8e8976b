// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.List;

/**
 * What a run came to.
 *
 * @param complete whether every scenario of the plan has a verdict of its own
 * @param digest evidence digest, 64 hexadecimal digits
 * @param scenarios every scenario of the plan in feature order; a lost one is an error
 * @param lost those without a verdict of their own: they never began, or did not end
 */
public record RunResult(
    boolean complete,
    String digest,
    List<ScenarioResult> scenarios,
    List<ScenarioResult> lost,
    List<RequirementOutcome> requirements) {

  /** Whether a requirement was judged at all; else nothing was shown, however green it looks. */
  public boolean judgedAny() {
    return requirements.stream()
        .anyMatch(
            r ->
                r.verdict() == Verdict.PASSED
                    || r.verdict() == Verdict.FAILED
                    || r.verdict() == Verdict.FLAKY);
  }

  /** Scenarios with this verdict. */
  public long count(Verdict verdict) {
    return scenarios.stream().filter(s -> s.verdict() == verdict).count();
  }
}
