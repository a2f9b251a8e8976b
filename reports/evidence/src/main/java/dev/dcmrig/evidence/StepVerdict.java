// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import org.jspecify.annotations.Nullable;

/**
 * What a step came to.
 *
 * @param subject whose behaviour failed it; null unless failed
 * @param reason a sentence; empty when passed
 */
public record StepVerdict(Verdict verdict, @Nullable Subject subject, String reason) {

  public static final StepVerdict PASSED = new StepVerdict(Verdict.PASSED, null, "");

  /** Cucumber's word for it. */
  String status() {
    return verdict == Verdict.PASSED ? "passed" : "failed";
  }
}
