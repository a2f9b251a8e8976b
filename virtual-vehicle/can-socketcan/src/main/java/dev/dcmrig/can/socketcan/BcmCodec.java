// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import dev.dcmrig.can.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code struct bcm_msg_head} of linux/can/bcm.h as a 64-bit kernel lays it out, in the machine's
 * byte order.
 *
 * <pre>
 *    0  u32 opcode
 *    4  u32 flags     bit 11: the frames are FD
 *    8  u32 count
 *   12  4 bytes of padding, since a long is aligned to 8
 *   16  s64 ival1 seconds
 *   24  s64 ival1 microseconds
 *   32  s64 ival2 seconds
 *   40  s64 ival2 microseconds
 *   48  u32 can_id    bit 31 EFF, bit 30 RTR
 *   52  u32 nframes
 *   56  frames        nframes times 16 bytes (classic) or 72 (FD)
 * </pre>
 */
final class BcmCodec {
  static final int HEAD_SIZE = 56;

  /** The longest message: a multiplex mask and 256 FD frames. */
  static final int MAX_SIZE = HEAD_SIZE + (BcmMessage.MAX_FRAMES + 1) * FrameCodec.FD_SIZE;

  private static final int FLAGS = 4;
  private static final int COUNT = 8;
  private static final int PADDING = 12;
  private static final int IVAL1 = 16;
  private static final int IVAL2 = 32;
  private static final int MICROS = 8;
  private static final int CAN_ID = 48;
  private static final int NFRAMES = 52;

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MICRO = 1000;

  private BcmCodec() {}

  /** Writes a message at 0, and gives its length in bytes. */
  static int encode(BcmMessage message, ByteBuffer buffer) {
    buffer.putInt(0, message.opcode());
    buffer.putInt(FLAGS, message.flags());
    buffer.putInt(COUNT, (int) message.count());
    buffer.putInt(PADDING, 0);
    putInterval(buffer, IVAL1, message.firstNanos());
    putInterval(buffer, IVAL2, message.secondNanos());
    buffer.putInt(CAN_ID, message.rawId());
    buffer.putInt(NFRAMES, message.frames().size());
    int at = HEAD_SIZE;
    byte[] scratch = new byte[64];
    for (Frame frame : message.frames()) {
      FrameCodec.encode(frame, buffer, at, scratch);
      at += FrameCodec.size(frame);
    }
    return at;
  }

  private static void putInterval(ByteBuffer buffer, int at, long nanos) {
    buffer.putLong(at, nanos / NANOS_PER_SECOND);
    buffer.putLong(at + MICROS, nanos % NANOS_PER_SECOND / NANOS_PER_MICRO);
  }

  private static long interval(ByteBuffer buffer, int at) {
    return buffer.getLong(at) * NANOS_PER_SECOND + buffer.getLong(at + MICROS) * NANOS_PER_MICRO;
  }

  /**
   * Reads what the kernel gave.
   *
   * @param size bytes read
   * @throws IllegalArgumentException when that is no message, with the reason
   */
  static BcmMessage decode(ByteBuffer buffer, int size) {
    if (size < HEAD_SIZE) {
      throw new IllegalArgumentException(
          size + " bytes read: a broadcast manager's message has at least " + HEAD_SIZE);
    }
    int flags = buffer.getInt(FLAGS);
    int frameSize = (flags & LibC.CAN_FD_FRAME) != 0 ? FrameCodec.FD_SIZE : FrameCodec.CLASSIC_SIZE;
    long frames = buffer.getInt(NFRAMES) & 0xFFFF_FFFFL;
    if (HEAD_SIZE + frames * frameSize != size) {
      throw new IllegalArgumentException(
          size + " bytes read: they don't hold the " + frames + " frames that they announce");
    }
    byte[] scratch = new byte[64];
    List<Frame> read = new ArrayList<>();
    for (int at = HEAD_SIZE; at < size; at += frameSize) {
      read.add(FrameCodec.decode(buffer, at, frameSize, scratch));
    }
    return new BcmMessage(
        buffer.getInt(0),
        flags,
        buffer.getInt(COUNT) & 0xFFFF_FFFFL,
        interval(buffer, IVAL1),
        interval(buffer, IVAL2),
        buffer.getInt(CAN_ID),
        read);
  }

  /** {@code can_id} of a frame: the key of its task. */
  static int rawId(Frame frame) {
    return frame.id()
        | (frame.isExtended() ? LibC.CAN_EFF_FLAG : 0)
        | (frame.isRemote() ? LibC.CAN_RTR_FLAG : 0);
  }
}
