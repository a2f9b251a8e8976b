// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OnlyTest {
  private static final String ONE = "dev.dcm.Door.open(int)/Math/1";
  private static final String OTHER = "dev.dcm.Door$Lock.turn()/VoidMethodCall/1";

  private static List<String> meant(String... patterns) {
    return new Only(List.of(patterns))
            .of(
                Stream.of(ONE, OTHER)
                    .map(id -> Fault.ofBytecode(id, "dev.dcm.Door", "open", "Math", 1, "changed"))
                    .toList())
            .stream()
            .map(Fault::id)
            .toList();
  }

  @Test
  void withoutAPatternEveryFaultIsMeant() {
    assertEquals(List.of(ONE, OTHER), meant());
  }

  @Test
  void aWholeIdMeansItselfWhateverItsSignsMeanElsewhere() {
    assertEquals(List.of(OTHER), meant(OTHER));
    assertEquals(List.of(), meant("dev.dcm.Door.open"));
  }

  @Test
  void aStarStandsForAnyCharacters() {
    assertEquals(List.of(ONE), meant("*.Door.*"));
    assertEquals(List.of(ONE, OTHER), meant("*Door*"));
    assertEquals(List.of(ONE, OTHER), meant("*.turn()*", "*/Math/*"));
  }
}
