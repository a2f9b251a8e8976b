// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HearingTest {

  /** Whoever counts looks without news must not count this one: others wake it a thousand times. */
  @Test
  void aWaitThatWasWokenIsNoLookInVain() {
    try (Hearing hearing = new Hearing()) {
      hearing.wake();
      assertTrue(hearing.attend(60_000_000_000L));
      assertFalse(hearing.attend(0));
      assertFalse(hearing.attend(1_000_000));
    }
  }
}
