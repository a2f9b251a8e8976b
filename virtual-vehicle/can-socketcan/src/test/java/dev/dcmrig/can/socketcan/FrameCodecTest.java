// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes as linux/can.h lays them out on a little-endian machine, written by hand. */
class FrameCodecTest {
  private static final String CLASSIC = "23010000 04 00 00 00 DEADBEEF00000000";
  private static final String EXTENDED = "78563492 08 00 00 00 0102030405060708";
  private static final String REMOTE = "23010040 04 00 00 00 0000000000000000";
  private static final String ERROR = "84020020 08 00 00 00 0030000000008800";

  private static ByteBuffer bytes(String hex) {
    byte[] given = HexFormat.of().parseHex(hex.replace(" ", ""));
    return ByteBuffer.wrap(Arrays.copyOf(given, 72)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void both(Frame frame, String hex, int size) {
    assertEquals(frame, FrameCodec.decode(bytes(hex), 0, size, new byte[64]));
    ByteBuffer written = ByteBuffer.allocate(72).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.fill(written.array(), (byte) 0x55);
    FrameCodec.encode(frame, written, 0, new byte[64]);
    assertEquals(
        HexFormat.of().formatHex(bytes(hex).array(), 0, size),
        HexFormat.of().formatHex(written.array(), 0, size));
  }

  @Test
  void classicFrames() {
    both(Frame.classic(0x123, (byte) 0xDE, (byte) 0xAD, (byte) 0xBE, (byte) 0xEF), CLASSIC, 16);
    both(Frame.extended(0x12345678, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), EXTENDED, 16);
    both(Frame.of(0x123, Frame.REMOTE, 4, new byte[0]), REMOTE, 16);
  }

  @Test
  void anErrorFrameKeepsItsClasses() {
    Frame frame = FrameCodec.decode(bytes(ERROR), 0, 16, new byte[64]);
    assertTrue(frame.isError());
    assertEquals(0x284, frame.id());
    assertEquals(0x88 - 256, frame.at(6));
  }

  @Test
  void anFdFrameOfEightBytesOrFewerStaysFd() {
    both(Frame.of(0x123, Frame.FD, 3, new byte[] {1, 2, 3}), "23010000 03 04 00 00 010203", 72);
    both(Frame.fd(0x7FF, new byte[8]), "FF070000 08 05 00 00", 72);
    both(Frame.of(0x001, Frame.FD | Frame.ESI, 12, new byte[12]), "01000000 0C 06 00 00", 72);
  }

  @Test
  void anOldKernelLeavesFdfOutAndTheSizeTells() {
    assertEquals(Frame.of(0x123, Frame.FD, 1, new byte[] {9}), decode("23010000 01 00 00 00 09"));
  }

  private static Frame decode(String hex) {
    return FrameCodec.decode(bytes(hex), 0, 72, new byte[64]);
  }

  @Test
  void aRawDlcOverEightIsEightBytesAndKept() {
    Frame frame = Frame.classic(0x123, new byte[8]).withRawDlc(15);
    both(frame, "23010000 08 00 00 0F 0000000000000000", 16);
    assertEquals(15, frame.dlc());
    assertEquals(8, frame.length());
    assertNotEquals(Frame.classic(0x123, new byte[8]), frame);
    // The kernel takes no other code seriously, and neither does this.
    assertEquals(
        Frame.classic(0x123, new byte[7]), decodeClassic("23010000 07 00 00 0F 0000000000000000"));
    assertEquals(
        Frame.classic(0x123, new byte[8]), decodeClassic("23010000 08 00 00 1F 0000000000000000"));
  }

  private static Frame decodeClassic(String hex) {
    return FrameCodec.decode(bytes(hex), 0, 16, new byte[64]);
  }

  @Test
  void whatIsCutOffOrTooLongIsNoFrame() {
    assertEquals(
        "12 bytes read: a classic frame has 16, an FD frame 72; this one is cut off",
        refused(CLASSIC, 12));
    assertEquals("9 bytes: a frame has 0 to 8", refused("23010000 09 00 00 00", 16));
    assertEquals(
        "13 bytes: an FD frame has 0-8, 12, 16, 20, 24, 32, 48 or 64",
        refused("23010000 0D 04 00 00", 72));
  }

  @Test
  void aCanXlFrameIsToldByItsFlag() {
    // struct canxl_frame: u32 prio, u8 flags (XLF), u8 sdt, u16 len.
    assertEquals(
        "a CAN XL frame: this driver reads classic and FD frames only",
        refused("23010000 80 03 4000 00000000", 72));
  }

  private static String refused(String hex, int size) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> FrameCodec.decode(bytes(hex), 0, size, new byte[64]))
        .getMessage();
  }
}
