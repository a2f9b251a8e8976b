// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

/** What a scenario or a requirement came to; six different words. */
public enum Verdict {
  /** The subject did what the requirement asks, and evidence of the subject shows it. */
  PASSED("passed"),
  /** Evidence of the subject shows that it did not do what the requirement asks. */
  FAILED("failed"),
  /**
   * It failed, and passed when it was run once more: nobody knows what it does. Of a single attempt
   * never said.
   */
  FLAKY("flaky"),
  /** The situation that the requirement speaks of was not reached. */
  INCONCLUSIVE("inconclusive"),
  /** The bench broke, or the scenario itself is wrong; says nothing about the subject. */
  ERROR("error"),
  /** Nothing on this bench shows it. */
  NOT_VERIFIED("not verified");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** As reports and {@code requirements.json} write it. */
  public String word() {
    return word;
  }
}
