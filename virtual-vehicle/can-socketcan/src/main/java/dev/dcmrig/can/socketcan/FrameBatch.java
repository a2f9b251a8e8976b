// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import dev.dcmrig.can.Frame;
import java.util.Objects;

/**
 * Frames in native memory, ready to go out in as few calls of the kernel as there can be. Made
 * once, filled and sent as often as one likes; allocates nothing for a frame. Belongs to one
 * thread.
 */
public final class FrameBatch {
  /** Frames that the kernel takes in one call (UIO_MAXIOV). */
  public static final int MAX_CAPACITY = 1024;

  /** Flags of {@link #addFd}: the data phase runs at the data bit rate. */
  public static final int BRS = FrameCodec.BRS;

  /** Flags of {@link #addFd}: the sender is error-passive. */
  public static final int ESI = FrameCodec.ESI;

  final MessageBlock block;
  private final byte[] scratch = new byte[64];
  private int size;
  private int fdFrames;

  /**
   * @param capacity 1 to {@link #MAX_CAPACITY} frames
   */
  public FrameBatch(int capacity) {
    if (capacity < 1 || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "a batch of " + capacity + " frames: 1 to " + MAX_CAPACITY + " are possible");
    }
    this.block = new MessageBlock(capacity, false);
  }

  public int size() {
    return size;
  }

  public int capacity() {
    return block.capacity();
  }

  public void clear() {
    size = 0;
    fdFrames = 0;
  }

  boolean hasFd() {
    return fdFrames > 0;
  }

  /**
   * Adds a frame.
   *
   * @return false when the batch is full
   */
  public boolean add(Frame frame) {
    if (size == block.capacity()) {
      return false;
    }
    FrameCodec.encode(frame, block.bytes, block.frame(size), scratch);
    took(frame.isFd());
    return true;
  }

  /**
   * Adds a classic frame.
   *
   * @param rawId {@code can_id} of linux/can.h: bit 31 extended, bit 30 remote, then the identifier
   * @param length 0 to 8 bytes, from {@code from} on
   * @return false when the batch is full
   * @throws IllegalArgumentException when the parts make no frame
   */
  public boolean addClassic(int rawId, byte[] data, int from, int length) {
    if (size == block.capacity()) {
      return false;
    }
    FrameCodec.encodeClassic(block.bytes, block.frame(size), rawId, data, from, length, scratch);
    took(false);
    return true;
  }

  /**
   * Adds an FD frame.
   *
   * @param flags of {@link #BRS} and {@link #ESI}
   * @param length 0-8, 12, 16, 20, 24, 32, 48 or 64 bytes, from {@code from} on
   * @return false when the batch is full
   * @throws IllegalArgumentException when the parts make no frame
   */
  public boolean addFd(int rawId, int flags, byte[] data, int from, int length) {
    if (size == block.capacity()) {
      return false;
    }
    FrameCodec.encodeFd(block.bytes, block.frame(size), rawId, flags, data, from, length, scratch);
    took(true);
    return true;
  }

  /**
   * Overwrites eight bytes of the data of a frame that was added; its length stays.
   *
   * @param offset first of the bytes, 0 to 56
   * @param value in the machine's byte order
   * @throws IndexOutOfBoundsException when the batch has no such frame, or it no such bytes
   */
  public void dataLong(int index, int offset, long value) {
    Objects.checkIndex(index, size);
    int at = block.frame(index);
    int length = block.bytes.get(at + FrameCodec.LENGTH);
    block.bytes.putLong(
        at + FrameCodec.DATA + Objects.checkFromIndexSize(offset, Long.BYTES, length), value);
  }

  private void took(boolean fd) {
    block.length(size, fd ? FrameCodec.FD_SIZE : FrameCodec.CLASSIC_SIZE);
    fdFrames += fd ? 1 : 0;
    size++;
  }
}
