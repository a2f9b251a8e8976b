// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.defects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.sim.defect.SeededDefect;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OtaServerDefectTest {
  @Test
  void eachOverridesOneRule() {
    for (OtaServerDefect defect : OtaServerDefect.values()) {
      List<String> overridden =
          Arrays.stream(defect.getClass().getDeclaredMethods())
              .filter(method -> !method.isSynthetic())
              .map(Method::getName)
              .toList();
      assertEquals(1, overridden.size(), () -> defect + " overrides " + overridden);
    }
  }

  @Test
  void idsAreUnique() {
    List<String> ids = OtaServerDefect.catalogue().stream().map(SeededDefect::id).toList();
    assertEquals(ids.size(), Set.copyOf(ids).size());
  }

  @Test
  void withoutDefectsTheServerDoesWhatIsRequired() {
    assertSame(OtaRules.REQUIRED, OtaServerDefect.rulesWith(List.of()));
    assertSame(OtaRules.REQUIRED, OtaServerDefect.rulesWith(List.of("a-defect-of-a-dcm")));
  }

  @Test
  void severalAtOnceKeepEachItsRule() {
    OtaRules rules =
        OtaServerDefect.rulesWith(List.of("rollout-wave-early", "rollout-pauses-one-late"));
    assertTrue(rules.successReached(3, 10, 60), "half of it");
    assertFalse(rules.successReached(2, 10, 60));
    assertFalse(rules.errorLimitReached(2, 10, 20), "one late");
    assertTrue(rules.errorLimitReached(3, 10, 20));
    assertFalse(rules.offersWhilePaused());
  }
}
