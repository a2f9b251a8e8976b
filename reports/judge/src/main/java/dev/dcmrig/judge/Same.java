// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Whether what was seen is what was expected: one word, or several in any order. */
public final class Same {
  private static final String NONE = "none";

  private Same() {}

  /** One word. */
  public static Measurement word(
      Question question,
      String seen,
      String expected,
      LimitSource source,
      List<EvidenceItem> decidedBy) {
    return question.word(seen.isEmpty() ? NONE : seen, Limit.is(expected, source), decidedBy);
  }

  /** Several: each as often as it is expected, in any order, and nothing beside them. */
  public static Measurement all(
      Question question,
      Collection<String> seen,
      Collection<String> expected,
      LimitSource source,
      List<EvidenceItem> decidedBy) {
    return question.word(text(seen), Limit.is(text(expected), source), decidedBy);
  }

  private static String text(Collection<String> words) {
    return words.isEmpty() ? NONE : words.stream().sorted().collect(Collectors.joining(", "));
  }
}
