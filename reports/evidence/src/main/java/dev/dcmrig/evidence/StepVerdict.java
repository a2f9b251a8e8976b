// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step came to.
 *
 * @param subject whose behaviour failed it; null unless failed
 * @param requirements ids that the failure is about; empty unless failed
 * @param reason a sentence; empty when passed
 */
public record StepVerdict(
    Verdict verdict, @Nullable Subject subject, List<String> requirements, String reason) {

  public static final StepVerdict PASSED = new StepVerdict(Verdict.PASSED, null, List.of(), "");

  public StepVerdict {
    requirements = List.copyOf(requirements);
  }

  /** Cucumber's word for it. */
  String status() {
    return verdict == Verdict.PASSED ? "passed" : "failed";
  }
}
