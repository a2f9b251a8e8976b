// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.dcm.sos.SosRules.Circumstances;
import dev.dcmrig.sim.defect.SeededDefect;
import dev.dcmrig.sim.pins.Line;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DcmDefectsTest {
  private static final Circumstances NO_SUBSCRIPTION =
      new Circumstances(true, true, false, false, false, true);

  static List<DcmDefect> entries() {
    return DcmDefects.entries();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void eachDefectOverridesOneRule(DcmDefect defect) {
    assertEquals(
        1,
        Arrays.stream(DcmRules.class.getMethods())
            .filter(Method::isDefault)
            .filter(rule -> DcmDefects.overrides(defect, rule))
            .count());
  }

  @Test
  void idsAreThoseOfTheCommandLine() {
    List<String> ids = DcmDefects.all().stream().map(SeededDefect::id).toList();
    assertEquals(ids.size(), ids.stream().distinct().count());
    assertEquals("sos-one-retry-too-many", ids.get(0));
    assertTrue(ids.contains("acn-no-retry-after-23h"));
    assertTrue(ids.contains("fault-overlooked-sos_switch"));
  }

  @Test
  void withoutADefectADcmGoesByTheRequirements() {
    assertSame(DcmRules.REQUIRED, DcmDefects.rules(List.of()));
    assertTrue(DcmRules.REQUIRED.isServed(NO_SUBSCRIPTION));
  }

  @Test
  void aDefectChangesItsRuleAndNoOther() {
    DcmRules rules = DcmDefects.rules(List.of("sos-one-retry-too-many"));
    assertEquals(4, rules.sosAttempts(3));
    assertTrue(rules.isServed(NO_SUBSCRIPTION));
  }

  @Test
  void aSentenceThatIsMadeOfOthersHearsOfTheirDefects() {
    assertFalse(DcmDefects.rules(List.of("sos-needs-subscription")).isServed(NO_SUBSCRIPTION));
  }

  @Test
  void severalDefectsShowTogether() {
    DcmRules rules =
        DcmDefects.rules(
            List.of("fault-overlooked-sim", "fault-overlooked-modem", "msd-byte-order"));
    assertFalse(rules.isTested(Line.SIM));
    assertFalse(rules.isTested(Line.MODEM));
    assertTrue(rules.isTested(Line.SPEAKER));
    assertArrayEquals(new byte[] {2, 3, 9, 8, 7}, rules.encoded(new byte[] {2, 3, 7, 8, 9}));
  }

  @Test
  void aDefectOfAnotherPartChangesNothing() {
    assertSame(DcmRules.REQUIRED, DcmDefects.rules(List.of("charge-after-cancel")));
  }
}
