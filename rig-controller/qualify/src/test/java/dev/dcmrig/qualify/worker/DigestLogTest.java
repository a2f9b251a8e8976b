// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.DecisionRule;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which numbers of the profile a scenario is about: a wrong one of these meets it first. */
class DigestLogTest {

  private static List<String> keysOf(LimitSource source) {
    DigestLog log = new DigestLog();
    Measurement gap =
        Measurement.number("gap", Unit.SECOND, 5, Limit.nominal(5, 0.25, source), List.of());
    log.measurement(
        0, Subject.DCM, List.of("NET-02"), DecisionRule.SIMPLE_ACCEPTANCE.decide(gap, 0));
    return log.keys();
  }

  @Test
  void aLimitNamesEachKeyThatItComesOf() {
    assertEquals(
        List.of("telematics.firstRetry", "telematics.retryFactor"),
        keysOf(LimitSource.profile("telematics.firstRetry, telematics.retryFactor")));
    assertEquals(List.of("sos.gap"), keysOf(LimitSource.profile("sos.gap")));
    assertEquals(List.of(), keysOf(LimitSource.step("30 s")));
  }
}
