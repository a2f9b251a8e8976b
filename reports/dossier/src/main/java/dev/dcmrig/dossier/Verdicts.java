// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import dev.dcmrig.evidence.Verdict;
import java.util.Collection;
import java.util.List;

/** Which of several verdicts counts: the worst. */
final class Verdicts {
  private static final List<Verdict> WORST_FIRST =
      List.of(
          Verdict.FAILED,
          Verdict.FLAKY,
          Verdict.ERROR,
          Verdict.INCONCLUSIVE,
          Verdict.NOT_VERIFIED,
          Verdict.PASSED);

  private Verdicts() {}

  /** The worst; not verified of none. */
  static Verdict worst(Collection<Verdict> verdicts) {
    return WORST_FIRST.stream().filter(verdicts::contains).findFirst().orElse(Verdict.NOT_VERIFIED);
  }

  /** The worst of words. */
  static String worstWord(Collection<String> words) {
    return WORST_FIRST.stream()
        .map(Verdict::word)
        .filter(words::contains)
        .findFirst()
        .orElse(Verdict.NOT_VERIFIED.word());
  }
}
