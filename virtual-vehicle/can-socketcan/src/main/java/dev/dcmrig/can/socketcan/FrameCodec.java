// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import dev.dcmrig.can.Frame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * {@code struct can_frame} and {@code struct canfd_frame} of linux/can.h, in the machine's byte
 * order.
 *
 * <pre>
 *   0  u32 can_id    bit 31 EFF, bit 30 RTR, bit 29 ERR, then the identifier
 *   4  u8  len       bytes of data; bit 7 is set in a CAN XL frame only
 *   5  u8  flags     FD only: 1 BRS, 2 ESI, 4 FDF
 *   7  u8  len8_dlc  classic only: raw DLC 9-15 of a frame of 8 bytes
 *   8  data          8 or 64 bytes
 * </pre>
 */
final class FrameCodec {
  static final int CLASSIC_SIZE = 16;
  static final int FD_SIZE = 72;

  static final int EFF_FLAG = 0x8000_0000;
  static final int RTR_FLAG = 0x4000_0000;
  static final int ERR_FLAG = 0x2000_0000;
  static final int BRS = 1;
  static final int ESI = 2;
  static final int FDF = 4;
  static final int LENGTH = 4;
  static final int FLAGS = 5;
  static final int LEN8_DLC = 7;
  static final int DATA = 8;

  private static final int XLF = 0x80;
  private static final int MAX_CLASSIC = 8;
  private static final int MAX_FD = 64;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private FrameCodec() {}

  /** Bytes that the kernel takes or gives for this frame. */
  static int size(Frame frame) {
    return frame.isFd() ? FD_SIZE : CLASSIC_SIZE;
  }

  /**
   * Writes a frame at {@code offset}; allocates nothing.
   *
   * @param scratch 64 bytes, overwritten
   */
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
    int stored = frame.isRemote() ? 0 : frame.length();
    if (stored > 0) {
      frame.copyTo(scratch, 0);
    }
    if (frame.isFd()) {
      int flags = (frame.isBrs() ? BRS : 0) | (frame.isEsi() ? ESI : 0);
      header(buffer, offset, id, frame.length(), flags | FDF);
      data(buffer, offset, scratch, stored, MAX_FD);
    } else {
      header(buffer, offset, id, frame.length(), 0);
      data(buffer, offset, scratch, stored, MAX_CLASSIC);
      if (frame.dlc() > MAX_CLASSIC) {
        buffer.put(offset + LEN8_DLC, (byte) frame.dlc());
      }
    }
  }

  /**
   * Writes a classic frame from its parts.
   *
   * @param rawId {@code can_id} with its flags
   * @throws IllegalArgumentException when the parts make no frame
   */
  static void encodeClassic(
      ByteBuffer buffer, int offset, int rawId, byte[] data, int from, int length, byte[] scratch) {
    checkId(rawId);
    if (length < 0 || length > MAX_CLASSIC) {
      throw new IllegalArgumentException(length + " bytes: a classic frame has 0 to 8");
    }
    int stored = (rawId & RTR_FLAG) != 0 ? 0 : length;
    System.arraycopy(data, from, scratch, 0, stored);
    header(buffer, offset, rawId, length, 0);
    data(buffer, offset, scratch, stored, MAX_CLASSIC);
  }

  /**
   * Writes an FD frame from its parts.
   *
   * @param flags of {@link #BRS} and {@link #ESI}
   * @throws IllegalArgumentException when the parts make no frame
   */
  static void encodeFd(
      ByteBuffer buffer,
      int offset,
      int rawId,
      int flags,
      byte[] data,
      int from,
      int length,
      byte[] scratch) {
    checkId(rawId);
    if ((rawId & RTR_FLAG) != 0) {
      throw new IllegalArgumentException("CAN FD has no remote frames");
    }
    if (length < 0 || length > MAX_FD || Frame.fdLength(Frame.fdCode(length)) != length) {
      throw new IllegalArgumentException(
          length + " bytes: an FD frame has 0-8, 12, 16, 20, 24, 32, 48 or 64");
    }
    System.arraycopy(data, from, scratch, 0, length);
    header(buffer, offset, rawId, length, flags | FDF);
    data(buffer, offset, scratch, length, MAX_FD);
  }

  private static void checkId(int rawId) {
    if ((rawId & (EFF_FLAG | ERR_FLAG)) == 0 && (rawId & Frame.MAX_EXTENDED_ID) > 0x7FF) {
      throw new IllegalArgumentException(
          String.format(
              "identifier 0x%X does not fit in 11 bits; an extended one has bit 31 of can_id set",
              rawId & Frame.MAX_EXTENDED_ID));
    }
  }

  private static void header(ByteBuffer buffer, int offset, int id, int length, int flags) {
    buffer.putInt(offset, id);
    buffer.put(offset + LENGTH, (byte) length);
    buffer.put(offset + FLAGS, (byte) flags);
    buffer.putShort(offset + 6, (short) 0);
  }

  /** Data, and zeros up to the end of the structure: nothing of an older frame goes out. */
  private static void data(ByteBuffer buffer, int offset, byte[] scratch, int stored, int room) {
    Arrays.fill(scratch, stored, room, (byte) 0);
    for (int at = 0; at < room; at += Long.BYTES) {
      buffer.putLong(offset + DATA + at, (long) LONGS.get(scratch, at));
    }
  }

  /**
   * Reads what the kernel gave.
   *
   * @param size bytes read: 16 is a classic frame, 72 is FD, whatever its length
   * @param scratch 64 bytes, overwritten
   * @throws IllegalArgumentException for any other size, or a length that no frame has
   */
  static Frame decode(ByteBuffer buffer, int offset, int size, byte[] scratch) {
    check(buffer, offset, size);
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
    int length = buffer.get(offset + LENGTH) & 0xFF;
    if (fd) {
      int bits = buffer.get(offset + FLAGS);
      flags |= Frame.FD;
      flags |= (bits & BRS) != 0 ? Frame.BRS : 0;
      flags |= (bits & ESI) != 0 ? Frame.ESI : 0;
    }
    int room = fd ? MAX_FD : MAX_CLASSIC;
    for (int at = 0; at < room; at += Long.BYTES) {
      LONGS.set(scratch, at, buffer.getLong(offset + DATA + at));
    }
    Frame frame = Frame.of(raw & mask, flags, length, scratch);
    int dlc = fd ? 0 : buffer.get(offset + LEN8_DLC) & 0xFF;
    return dlc > MAX_CLASSIC && dlc <= 15 && length == MAX_CLASSIC ? frame.withRawDlc(dlc) : frame;
  }

  private static void check(ByteBuffer buffer, int offset, int size) {
    if (size >= FD_SIZE && (buffer.get(offset + LENGTH) & XLF) != 0) {
      throw new IllegalArgumentException(
          "a CAN XL frame: this driver reads classic and FD frames only");
    }
    if (size != CLASSIC_SIZE && size != FD_SIZE) {
      throw new IllegalArgumentException(
          size + " bytes read: a classic frame has 16, an FD frame 72; this one is cut off");
    }
  }
}
