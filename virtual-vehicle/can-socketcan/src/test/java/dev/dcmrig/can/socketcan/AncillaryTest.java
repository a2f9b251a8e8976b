// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Ancillary data as a 64-bit kernel lays it out: u64 length, i32 level, i32 type, data. */
class AncillaryTest {
  /** SO_TIMESTAMPING: three timespecs, of which the first (software) is set. */
  private static final String STAMPS =
      "4000000000000000 01000000 25000000"
          + "5A0B656900000000 15CD5B0700000000 00000000000000000000000000000000"
          + "00000000000000000000000000000000";

  /** SO_RXQ_OVFL: 258 frames dropped; 4 bytes to fill up. */
  private static final String DROPS = "1400000000000000 01000000 28000000 02010000 00000000";

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int find(ByteBuffer bytes, int type) {
    return MessageBlock.ancillary(bytes, 0, bytes.capacity(), type);
  }

  @Test
  void eachKindIsFoundInAnyOrder() {
    for (String hex : new String[] {STAMPS + DROPS, DROPS + STAMPS}) {
      ByteBuffer bytes = bytes(hex);
      int stamps = find(bytes, LibC.SO_TIMESTAMPING);
      assertEquals(0x69650B5AL, bytes.getLong(stamps));
      assertEquals(123_456_789, bytes.getLong(stamps + 8));
      assertEquals(258, bytes.getInt(find(bytes, LibC.SO_RXQ_OVFL)));
      assertEquals(-1, find(bytes, LibC.SO_TIMESTAMPNS));
    }
  }

  @Test
  void theLastOneMayLackItsFilling() {
    ByteBuffer bytes = bytes(DROPS);
    assertEquals(16, MessageBlock.ancillary(bytes, 0, 20, LibC.SO_RXQ_OVFL));
  }

  @Test
  void whatIsCutOffOrSenselessIsNotThere() {
    assertEquals(-1, find(bytes(""), LibC.SO_RXQ_OVFL));
    assertEquals(-1, find(bytes(DROPS.substring(0, 34)), LibC.SO_RXQ_OVFL));
    assertEquals(-1, find(bytes(DROPS.replace("14000", "00000")), LibC.SO_RXQ_OVFL), "length 0");
    assertEquals(-1, find(bytes(DROPS.replace("14000", "FF000")), LibC.SO_RXQ_OVFL), "too long");
    assertEquals(-1, find(bytes(DROPS.replace("0000000014", "FFFFFFFF14")), LibC.SO_TIMESTAMPING));
  }

  @Test
  void aCounterOf32BitsNeverWraps() {
    DropCounter counter = new DropCounter();
    assertEquals(0x7FFF_FFF0L, counter.seen(0x7FFF_FFF0));
    assertEquals(0xFFFF_FFE0L, counter.seen(0xFFFF_FFE0));
    assertEquals(0x1_0000_0010L, counter.seen(0x10));
    assertEquals(0x1_0000_0010L, counter.seen(0x0F), "an older one came late");
    assertEquals(0x1_0000_0010L, counter.sum());
  }
}
