// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Time stamps that were told, against the clock or against each other. */
public final class Stamps {
  private static final double NANOS = 1e9;

  private Stamps() {}

  /** Seconds from an instant to the one that was told; negative when the told one is earlier. */
  public static Measurement offset(
      Question question, Instant told, Instant from, Limit limit, List<EvidenceItem> decidedBy) {
    return question.number(seconds(from, told), limit, decidedBy);
  }

  /**
   * The same of stamps as they were written (ISO 8601, RFC 3339); no value where one is none.
   *
   * @param from the earlier one of the two, as a rule
   */
  public static Measurement between(
      Question question, String from, String to, Limit limit, List<EvidenceItem> decidedBy) {
    try {
      return question.number(seconds(Instant.parse(from), Instant.parse(to)), limit, decidedBy);
    } catch (DateTimeException e) {
      String words = "no time stamps: '" + from + "' and '" + to + "'";
      return question.missing(words, limit, decidedBy);
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / NANOS;
  }
}
