// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.DecisionRule;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import java.util.List;
import java.util.stream.DoubleStream;

/** Recorded evidence for the tests of checks, in seconds. */
final class Recorded {
  static final LimitSource STEP = LimitSource.step("the test");

  private Recorded() {}

  static long nanos(double second) {
    return Math.round(second * 1e9);
  }

  static EvidenceItem at(double second) {
    return new EvidenceItem("http", nanos(second), "");
  }

  static List<EvidenceItem> at(double... seconds) {
    return DoubleStream.of(seconds).mapToObj(Recorded::at).toList();
  }

  static boolean isMet(Measurement measurement) {
    return DecisionRule.SIMPLE_ACCEPTANCE.decide(measurement, 0).met();
  }

  static boolean isMet(List<Measurement> measurements) {
    return measurements.stream().allMatch(Recorded::isMet);
  }
}
