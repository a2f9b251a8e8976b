// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.ecus.CyclicSending;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the evidence says about who has sent the cyclic messages. */
class RestbusSummaryTest {
  private static final String MOVING = "its content changes with every frame";

  private static CyclicSending sending(String message, boolean byBus, String... reasons) {
    return new CyclicSending(message, byBus, List.of(reasons));
  }

  @Test
  void allByTheBusNeedsNoReason() {
    assertEquals(
        Map.of("byBus", "2", "byTimeline", "0"),
        RestbusSummary.of(List.of(sending("A", true), sending("B", true)), 0));
  }

  @Test
  void framesWithoutRoomAreNotSilent() {
    assertEquals(
        Map.of("byBus", "1", "byTimeline", "0", "refused", "7"),
        RestbusSummary.of(List.of(sending("A", true)), 7));
  }

  @Test
  void eachReasonNamesItsMessages() {
    assertEquals(
        Map.of(
            "byBus",
            "3",
            "byTimeline",
            "3",
            "both",
            "2",
            "because",
            "B: it is disturbed: SILENT; B, C, D: " + MOVING),
        RestbusSummary.of(
            List.of(
                sending("A", true),
                sending("B", true, MOVING, "it is disturbed: SILENT"),
                sending("C", true, MOVING),
                sending("D", false, MOVING)),
            0));
  }
}
