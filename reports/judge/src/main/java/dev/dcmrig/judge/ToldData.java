// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** What an ECU tells of itself: {@code 62}, the identifier, letters (ISO 14229-1:2020, 11.2). */
public final class ToldData {
  private ToldData() {}

  /**
   * Whether the letters are those that are expected; blanks at their end don't count.
   *
   * @param response digits of the response; empty: none came
   * @param identifier four digits
   */
  public static Measurement text(
      Question question,
      String response,
      String identifier,
      String expected,
      LimitSource source,
      List<EvidenceItem> decidedBy) {
    String head = "62" + identifier;
    if (!response.matches(head + "([0-9A-F]{2})+")) {
      String why = response.isEmpty() ? "no response" : "the response is " + response;
      return question.missing(why, Limit.is(expected, source), decidedBy);
    }
    byte[] letters = HexFormat.of().parseHex(response.substring(head.length()));
    String told = new String(letters, StandardCharsets.US_ASCII).stripTrailing();
    return Same.word(question, told, expected, source, decidedBy);
  }
}
