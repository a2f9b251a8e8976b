// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.defects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.telematics.TelematicsRules;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelematicsDefectTest {

  @Test
  void eachOverridesOneRuleAndNoTwoTheSameOne() {
    Map<String, TelematicsDefect> overriding = new HashMap<>();
    for (TelematicsDefect defect : TelematicsDefect.values()) {
      List<String> overridden =
          Arrays.stream(defect.getClass().getDeclaredMethods())
              .filter(method -> !method.isSynthetic())
              .map(Method::getName)
              .toList();
      assertEquals(1, overridden.size(), () -> defect + " overrides " + overridden);
      TelematicsDefect other = overriding.put(overridden.get(0), defect);
      assertEquals(null, other, () -> defect + " and " + other + " override one rule");
    }
  }

  @Test
  void idsAreUnique() {
    assertEquals(
        TelematicsDefect.values().length,
        TelematicsDefect.catalogue().stream().map(each -> each.id()).distinct().count());
  }

  @Test
  void withoutDefectsTheServiceDoesWhatIsRequired() {
    assertSame(TelematicsRules.REQUIRED, TelematicsDefect.rulesWith(List.of()));
    assertSame(TelematicsRules.REQUIRED, TelematicsDefect.rulesWith(List.of("a-defect-of-a-dcm")));
  }

  @Test
  void severalAtOnceKeepEachItsRule() {
    TelematicsRules rules =
        TelematicsDefect.rulesWith(List.of("no-invoice", "service-hides-the-end"));
    assertFalse(rules.isInvoiced());
    assertFalse(rules.isEndShownToOwner());
    assertTrue(rules.isTrackable(true));
    assertFalse(rules.isTrackable(false));
  }
}
