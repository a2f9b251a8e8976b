// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre.defects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.dcmrig.centre.agent.AgentRules;
import dev.dcmrig.sim.defect.SeededDefect;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CentreDefectTest {

  @Test
  void eachOverridesOneRuleAndNoTwoTheSameOne() {
    Set<String> rules = new HashSet<>();
    for (CentreDefect defect : CentreDefect.values()) {
      List<String> overridden =
          Arrays.stream(defect.getClass().getDeclaredMethods())
              .filter(method -> !method.isSynthetic())
              .map(Method::getName)
              .toList();
      assertEquals(1, overridden.size(), () -> defect + " overrides " + overridden);
      assertEquals(true, rules.add(overridden.get(0)), () -> "a second one after " + defect);
    }
  }

  @Test
  void idsAreUnique() {
    List<String> ids = CentreDefect.catalogue().stream().map(SeededDefect::id).toList();
    assertEquals(ids.size(), Set.copyOf(ids).size());
  }

  @Test
  void withoutDefectsTheAgentDoesWhatIsRequired() {
    assertSame(AgentRules.REQUIRED, CentreDefect.rulesWith(List.of()));
    assertSame(AgentRules.REQUIRED, CentreDefect.rulesWith(List.of("a-defect-of-a-dcm")));
  }

  @Test
  void severalAtOnceKeepEachItsRule() {
    AgentRules rules =
        CentreDefect.rulesWith(List.of("agent-leaves-silent-caller", "agent-leaves-silent-crash"));
    assertEquals(List.of(), rules.sentToSilentCaller(List.of("police")));
    assertEquals(List.of(), rules.sentToSilentCrash(List.of("police")));
    assertEquals(List.of("fire"), rules.sentToCrash(List.of("fire")));
  }
}
