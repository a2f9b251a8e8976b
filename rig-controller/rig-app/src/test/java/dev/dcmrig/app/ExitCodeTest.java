// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.app.console.ExitCode;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

  @Test
  void whereSeveralHoldInterruptedComesFirstThenUsageThenFailedThenTheBenchThenFlaky() {
    EnumSet<ExitCode> left = EnumSet.allOf(ExitCode.class);
    for (int expected : new int[] {130, 2, 1, 3, 4, 0}) {
      ExitCode worst = ExitCode.of(left);
      assertEquals(expected, worst.number());
      left.remove(worst);
    }
    assertEquals(ExitCode.PASSED, ExitCode.of(Set.of()));
  }
}
