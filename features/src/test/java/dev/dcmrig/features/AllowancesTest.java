// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Allowed;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Allowances;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a check of conduct lets pass stands where the check is declared. */
class AllowancesTest {
  @Check(quantity = "wrongs", unit = Unit.ONE, source = Source.LIGHT_READER)
  @Check(quantity = "others", unit = Unit.ONE, source = Source.NETWORK)
  @Allowed(of = "phase", amount = "30 ms")
  @Allowed(of = "voltage", amount = "0.06 V")
  private static Allowances declared(boolean virtualTime) {
    return inner(virtualTime);
  }

  @Allowed(of = "phase", amount = "9 s")
  private static Allowances inner(boolean virtualTime) {
    return Allowances.of(virtualTime);
  }

  @Test
  void theOutermostMethodDeclaresIt() {
    Allowances allowed = declared(true);
    assertEquals(Duration.ofMillis(30), allowed.time("phase"));
    assertEquals(0.06, allowed.number("voltage", Unit.VOLT));
  }

  @Test
  void inRealTimeTheUncertaintyOfTheWorstSourceIsAdded() {
    Allowances allowed = declared(false);
    assertEquals(Duration.ofMillis(50), allowed.time("phase"));
    assertEquals(0.06, allowed.number("voltage", Unit.VOLT));
  }

  @Test
  void whatIsNotDeclaredOrHasAnotherUnitIsNoAllowance() {
    Allowances allowed = declared(true);
    String why =
        assertThrows(IllegalStateException.class, () -> allowed.time("speed")).getMessage();
    assertTrue(why.contains("'speed'"), why);
    assertThrows(IllegalStateException.class, () -> allowed.number("voltage", Unit.METRE));
    assertThrows(IllegalStateException.class, () -> allowed.time("voltage"));
    assertThrows(IllegalStateException.class, () -> Allowances.of(true).time("phase"));
  }
}
