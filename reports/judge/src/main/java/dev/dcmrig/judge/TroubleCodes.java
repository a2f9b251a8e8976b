// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import java.util.List;
import java.util.OptionalInt;

/**
 * What an ECU says of its trouble codes, read from the digits of its responses (ISO 14229-1:2020,
 * 12.3). It shares no code with those that write them.
 *
 * <pre>
 *   59 02 availability, then for each code: 3 bytes, its status       (reportDTCByStatusMask)
 *   59 01 availability, format, number: 2 bytes                       (reportNumberOfDTCByStatusMask)
 *   59 06 code: 3 bytes, its status, record 01, times it has come     (reportDTCExtDataRecord)
 * </pre>
 */
public final class TroubleCodes {
  /** Neither failed now nor confirmed, or not there at all. */
  public static final String NOT_STORED = "not stored";

  private static final String THIS_CYCLE = "confirmed in this cycle";
  private static final String EARLIER_CYCLE = "confirmed in an earlier cycle";

  private static final int FAILED = 0x01;
  private static final int FAILED_THIS_CYCLE = 0x02;
  private static final int CONFIRMED = 0x08;
  private static final int DIGITS_OF_ONE = 8;

  private TroubleCodes() {}

  /**
   * The state of a code: {@code failed and confirmed}, {@code failed}, {@code confirmed}, {@link
   * #NOT_STORED}. Of one that is confirmed and not failed now a scenario may ask, too, whether that
   * was in this operation cycle or in an earlier one.
   *
   * @param response to {@code 19 02}; empty: none came
   * @param code six digits
   */
  public static Measurement state(
      Question question,
      String response,
      String code,
      String expected,
      LimitSource source,
      List<EvidenceItem> decidedBy) {
    Limit limit = Limit.is(expected, source);
    if (!response.matches("5902[0-9A-F]{2}([0-9A-F]{8})*")) {
      return question.missing(unread(response), limit, decidedBy);
    }
    int status = 0;
    for (int at = 6; at < response.length(); at += DIGITS_OF_ONE) {
      if (response.startsWith(code, at)) {
        status = Integer.parseInt(response.substring(at + 6, at + DIGITS_OF_ONE), 16);
      }
    }
    boolean ofCycle = expected.equals(THIS_CYCLE) || expected.equals(EARLIER_CYCLE);
    String seen = word(status);
    if (ofCycle && seen.equals("confirmed")) {
      seen = (status & FAILED_THIS_CYCLE) != 0 ? THIS_CYCLE : EARLIER_CYCLE;
    }
    return question.word(seen, limit, decidedBy);
  }

  private static String word(int status) {
    boolean failed = (status & FAILED) != 0;
    boolean confirmed = (status & CONFIRMED) != 0;
    if (failed && confirmed) {
      return "failed and confirmed";
    }
    return failed ? "failed" : confirmed ? "confirmed" : NOT_STORED;
  }

  /** How many there are. */
  public static Measurement count(
      Question question, String response, Limit limit, List<EvidenceItem> decidedBy) {
    return number(question, response, "5901[0-9A-F]{4}", 4, limit, decidedBy);
  }

  /** How often the fault of one has come. */
  public static Measurement occurrences(
      Question question, String response, String code, Limit limit, List<EvidenceItem> decidedBy) {
    return number(question, response, "5906" + code + "[0-9A-F]{2}01", 2, limit, decidedBy);
  }

  private static Measurement number(
      Question question,
      String response,
      String head,
      int digits,
      Limit limit,
      List<EvidenceItem> decidedBy) {
    OptionalInt number =
        response.matches(head + "[0-9A-F]{" + digits + "}")
            ? OptionalInt.of(Integer.parseInt(response.substring(response.length() - digits), 16))
            : OptionalInt.empty();
    return number.isPresent()
        ? question.number(number.getAsInt(), limit, decidedBy)
        : question.missing(unread(response), limit, decidedBy);
  }

  private static String unread(String response) {
    return response.isEmpty() ? "no response" : "the response is " + response;
  }
}
