// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.dcm.http.HttpAnswer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Retry-After does to a gap of 5 s; it is 08:00:00 on 1 June 2026, a Monday. */
class RetryPlanTest {
  private final RetryPlan plan = plan(new DcmParts("telematics.retryJitter=0"));

  private static RetryPlan plan(DcmParts parts) {
    return new RetryPlan(parts.context, parts.settings.telematics(), DcmRules.REQUIRED);
  }

  private double gapSeconds(int status, String retryAfter) {
    HttpAnswer answer = new HttpAnswer(1, status, Map.of("retry-after", retryAfter), new byte[0]);
    return plan.gapNanos(1, answer) / 1e9;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "90 | 90",
        "4 | 5",
        "3599 | 3599",
        "3601 | 3600",
        "Mon, 01 Jun 2026 08:02:00 GMT | 120",
        "Monday, 01-Jun-26 08:02:00 GMT | 120",
        "Mon Jun  1 08:02:00 2026 | 120",
        "Mon, 01 Jun 2026 07:00:00 GMT | 5",
        "Sunday, 06-Nov-94 08:49:37 GMT | 5",
      })
  void theLongerOneOfGapAndRetryAfterCounts(String retryAfter, double seconds) {
    assertEquals(seconds, gapSeconds(503, retryAfter), 1e-6);
    assertEquals(seconds, gapSeconds(429, retryAfter), 1e-6);
    assertEquals(5, gapSeconds(500, retryAfter), 1e-6, "only these two may ask for it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "2147483648",
        "99999999999999999999999",
        "Sunday, 31-May-76 08:00:00 GMT"
      })
  void whatIsYearsAwayIsTheLongestThatIsKept(String retryAfter) {
    assertEquals(3600, gapSeconds(503, retryAfter), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "1.5", "Mon, 01 Foo 2026 08:02:00 GMT", "Mon Jun 1 2026"})
  void whatSaysNothingChangesNothing(String retryAfter) {
    assertEquals(5, gapSeconds(503, retryAfter), 1e-6);
  }

  @Test
  void withoutAnAnswerTheGapIsTheProfiles() {
    assertEquals(5, plan.gapNanos(1, null) / 1e9, 1e-6);
    assertEquals(10, plan.gapNanos(2, null) / 1e9, 1e-6);
    assertEquals(300, plan.gapNanos(400, null) / 1e9, 1e-6);
  }
}
