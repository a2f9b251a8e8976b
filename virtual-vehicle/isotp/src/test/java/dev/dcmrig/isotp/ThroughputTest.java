// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A megabyte, in virtual time: how near it comes to what the bus can carry. */
class ThroughputTest {
  private static final int MEGABYTE = 1 << 20;
  private static final int INTERMISSION_BITS = 3;

  /** Longest time on the bus as the frames themselves take it, back to back. */
  @ParameterizedTest
  @ValueSource(ints = {8, 64})
  void aMegabyteTakesAsLongAsItsFrames(int dataLength) {
    try (Ends ends = new Ends()) {
      FrameFormat format = dataLength == 8 ? FrameFormat.CLASSIC : FrameFormat.fd(dataLength);
      IsoTpOptions options = IsoTpOptions.CLASSIC.withFormat(format).withLongestMessage(MEGABYTE);
      BusIsoTpLink tester = ends.tester(options);
      ends.ecu(options);
      byte[] message = Ends.counting(MEGABYTE);
      assertEquals(NResult.N_OK, ends.send(tester, message));
      assertArrayEquals(message, ends.atEcu.messages.get(0));
      long busy = 0;
      for (Ends.Seen seen : ends.frames) {
        Frame frame = seen.frame();
        long bits = frame.wireBits();
        busy += ((bits & 0xFFFF_FFFFL) + INTERMISSION_BITS) * 2_000 + (bits >>> 32) * 500;
      }
      double share = (double) busy / ends.timeline.nowNanos();
      assertTrue(share >= 0.95 && share <= 1.001, "the bus was busy for " + share);
    }
  }
}
