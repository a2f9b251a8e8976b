package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    assertEquals(frame, FrameCodec.decode(bytes(hex), 0, size));
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
    Frame frame = FrameCodec.decode(bytes(ERROR), 0, 16);
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
    return FrameCodec.decode(bytes(hex), 0, 72);
  }

  @Test
  void aRawDlcOverEightIsEightBytes() {
    assertEquals(
        Frame.classic(0x123, new byte[8]),
        FrameCodec.decode(bytes("23010000 08 00 00 0F 0000000000000000"), 0, 16));
  }

  @Test
  void whatIsCutOffOrTooLongIsNoFrame() {
    assertThrows(IllegalArgumentException.class, () -> FrameCodec.decode(bytes(CLASSIC), 0, 12));
    assertThrows(
        IllegalArgumentException.class,
        () -> FrameCodec.decode(bytes("23010000 09 00 00 00"), 0, 16));
    assertThrows(
        IllegalArgumentException.class,
        () -> FrameCodec.decode(bytes("23010000 0D 04 00 00"), 0, 72));
  }
}
