package dev.dcmrig.can.socketcan;

import dev.dcmrig.can.Frame;
import java.nio.ByteBuffer;

/**
 * {@code struct can_frame} and {@code struct canfd_frame} of linux/can.h, in the machine's byte
 * order.
 *
 * <pre>
 *   0  u32 can_id    bit 31 EFF, bit 30 RTR, bit 29 ERR, then the identifier
 *   4  u8  len       bytes of data
 *   5  u8  flags     FD only: 1 BRS, 2 ESI, 4 FDF
 *   7  u8  len8_dlc  classic only: raw DLC 9-15 of a frame of 8 bytes
 *   8  data          8 or 64 bytes
 * </pre>
 */
final class FrameCodec {
  static final int CLASSIC_SIZE = 16;
  static final int FD_SIZE = 72;

  private static final int EFF_FLAG = 0x8000_0000;
  private static final int RTR_FLAG = 0x4000_0000;
  private static final int ERR_FLAG = 0x2000_0000;
  private static final int BRS = 1;
  private static final int ESI = 2;
  private static final int FDF = 4;
  private static final int HEADER = 8;
  private static final int MAX_CLASSIC = 8;

  private FrameCodec() {}

  /** Bytes that the kernel takes or gives for this frame. */
  static int size(Frame frame) {
    return frame.isFd() ? FD_SIZE : CLASSIC_SIZE;
  }

  /** Writes a frame at {@code offset}; allocates nothing. */
  static void encode(Frame frame, ByteBuffer buffer, int offset, byte[] scratch) {
    int id = frame.id();
    if (frame.isExtended()) {
      id |= EFF_FLAG;
    }
    if (frame.isRemote()) {
      id |= RTR_FLAG;
    }
    if (frame.isError()) {
      id |= ERR_FLAG;
    }
    int flags = 0;
    if (frame.isFd()) {
      flags = FDF | (frame.isBrs() ? BRS : 0) | (frame.isEsi() ? ESI : 0);
    }
    buffer.putInt(offset, id);
    buffer.put(offset + 4, (byte) frame.length());
    buffer.put(offset + 5, (byte) flags);
    buffer.putShort(offset + 6, (short) 0);
    int stored = frame.isRemote() ? 0 : frame.length();
    if (stored > 0) {
      frame.copyTo(scratch, 0);
    }
    int room = frame.isFd() ? 64 : MAX_CLASSIC;
    for (int index = 0; index < room; index++) {
      buffer.put(offset + HEADER + index, index < stored ? scratch[index] : 0);
    }
  }

  /**
   * Reads what the kernel gave.
   *
   * @param size bytes read: 16 is a classic frame, 72 is FD, whatever its length
   * @throws IllegalArgumentException for any other size, or a length that no frame has
   */
  static Frame decode(ByteBuffer buffer, int offset, int size) {
    if (size != CLASSIC_SIZE && size != FD_SIZE) {
      throw new IllegalArgumentException(
          size + " bytes read: a classic frame has 16, an FD frame 72; this one is cut off");
    }
    boolean fd = size == FD_SIZE;
    int raw = buffer.getInt(offset);
    int flags = 0;
    int mask = Frame.MAX_BASE_ID;
    if ((raw & ERR_FLAG) != 0) {
      flags |= Frame.ERROR;
      mask = Frame.MAX_EXTENDED_ID;
    } else if ((raw & EFF_FLAG) != 0) {
      flags |= Frame.EXTENDED;
      mask = Frame.MAX_EXTENDED_ID;
    }
    if ((raw & RTR_FLAG) != 0 && !fd) {
      flags |= Frame.REMOTE;
    }
    int length = buffer.get(offset + 4) & 0xFF;
    int bits = buffer.get(offset + 5);
    if (fd) {
      flags |= Frame.FD;
      flags |= (bits & BRS) != 0 ? Frame.BRS : 0;
      flags |= (bits & ESI) != 0 ? Frame.ESI : 0;
    }
    byte[] data = new byte[(flags & Frame.REMOTE) != 0 ? 0 : Math.min(length, fd ? 64 : 8)];
    for (int index = 0; index < data.length; index++) {
      data[index] = buffer.get(offset + HEADER + index);
    }
    return Frame.of(raw & mask, flags, length, data);
  }
}
