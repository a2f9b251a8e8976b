// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Native memory for many frames in one call ({@code recvmmsg}, {@code sendmmsg}), made once and
 * reused. The garbage collector frees it, so that no late reader can meet memory that is gone.
 *
 * <pre>
 *   frames     72 bytes each      struct canfd_frame
 *   control   128 bytes each      ancillary data of a frame that was read
 *   vectors    16 bytes each      struct iovec: address, length
 *   headers    64 bytes each      struct mmsghdr:
 *                16 msg_iov  24 msg_iovlen  32 msg_control  40 msg_controllen
 *                48 msg_flags  56 msg_len
 * </pre>
 */
final class MessageBlock {
  private static final int CONTROL_SIZE = 128;
  private static final int IOVEC_SIZE = 16;
  private static final int IOVEC_LENGTH = 8;
  private static final int HEADER_SIZE = 64;
  private static final int MSG_IOV = 16;
  private static final int MSG_IOVLEN = 24;
  private static final int MSG_CONTROL = 32;
  private static final int MSG_CONTROLLEN = 40;
  private static final int MSG_FLAGS = 48;
  private static final int MSG_LEN = 56;

  private static final int CMSG_LEVEL = 8;
  private static final int CMSG_TYPE = 12;
  private static final int CMSG_DATA = 16;

  final ByteBuffer bytes;
  private final int capacity;
  private final int control;
  private final int vectors;
  private final int headers;
  private final long base;

  /**
   * @param capacity frames
   * @param ancillary whether it is for reading
   */
  MessageBlock(int capacity, boolean ancillary) {
    this.capacity = capacity;
    this.control = capacity * FrameCodec.FD_SIZE;
    this.vectors = control + (ancillary ? capacity * CONTROL_SIZE : 0);
    this.headers = vectors + capacity * IOVEC_SIZE;
    this.bytes =
        ByteBuffer.allocateDirect(headers + capacity * HEADER_SIZE).order(ByteOrder.nativeOrder());
    this.base = address(bytes);
    for (int index = 0; index < capacity; index++) {
      bytes.putLong(vectors + index * IOVEC_SIZE, base + frame(index));
      length(index, FrameCodec.FD_SIZE);
      bytes.putLong(header(index) + MSG_IOV, base + vectors + (long) index * IOVEC_SIZE);
      bytes.putLong(header(index) + MSG_IOVLEN, 1);
      if (ancillary) {
        bytes.putLong(header(index) + MSG_CONTROL, base + control + (long) index * CONTROL_SIZE);
        resetControl(index);
      }
    }
  }

  static long address(ByteBuffer direct) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
  }

  int capacity() {
    return capacity;
  }

  /** Offset of a frame in {@link #bytes}. */
  int frame(int index) {
    return index * FrameCodec.FD_SIZE;
  }

  /** Address of a frame. */
  long frameAddress(int index) {
    return base + frame(index);
  }

  /** Address of the first header of a call that begins with frame {@code from}. */
  long headerAddress(int from) {
    return base + header(from);
  }

  private int header(int index) {
    return headers + index * HEADER_SIZE;
  }

  /** Sets how many bytes frame {@code index} has. */
  void length(int index, int size) {
    bytes.putLong(vectors + index * IOVEC_SIZE + IOVEC_LENGTH, size);
  }

  /** Bytes of frame {@code index}, as set. */
  int length(int index) {
    return (int) bytes.getLong(vectors + index * IOVEC_SIZE + IOVEC_LENGTH);
  }

  /** Bytes that were read of frame {@code index}. */
  int received(int index) {
    return bytes.getInt(header(index) + MSG_LEN);
  }

  /** Notes what {@code recvmsg} returned, as {@code recvmmsg} does by itself. */
  void received(int index, int size) {
    bytes.putInt(header(index) + MSG_LEN, size);
  }

  /** {@code msg_flags} of frame {@code index}. */
  int flags(int index) {
    return bytes.getInt(header(index) + MSG_FLAGS);
  }

  /** Makes room for ancillary data again; the kernel writes over the length. */
  void resetControl(int index) {
    bytes.putLong(header(index) + MSG_CONTROLLEN, CONTROL_SIZE);
  }

  /** Offset of the data of ancillary message {@code type} of frame {@code index}, or -1. */
  int ancillary(int index, int type) {
    int from = control + index * CONTROL_SIZE;
    int length = (int) bytes.getLong(header(index) + MSG_CONTROLLEN);
    return ancillary(bytes, from, Math.min(length, CONTROL_SIZE), type);
  }

  /**
   * Finds a message of level SOL_SOCKET among {@code struct cmsghdr}s: u64 length, i32 level, i32
   * type, data, filled up to 8 bytes.
   *
   * @return offset of its data, or -1
   */
  static int ancillary(ByteBuffer bytes, int from, int length, int type) {
    int at = from;
    int end = from + length;
    while (at + CMSG_DATA <= end) {
      long size = bytes.getLong(at);
      if (size < CMSG_DATA || size > end - at) {
        return -1;
      }
      if (bytes.getInt(at + CMSG_LEVEL) == LibC.SOL_SOCKET
          && bytes.getInt(at + CMSG_TYPE) == type) {
        return at + CMSG_DATA;
      }
      at += (int) size + 7 & ~7;
    }
    return -1;
  }
}
