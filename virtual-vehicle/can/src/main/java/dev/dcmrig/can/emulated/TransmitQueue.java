// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

import dev.dcmrig.can.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The transmit buffer of a controller: the frame that would win arbitration is first, equal ones in
 * the order of their sending. Arrays only; nothing is allocated once it is made.
 */
final class TransmitQueue {
  /** Frames that a controller holds; a send beyond is refused, as by a full driver queue. */
  static final int CAPACITY = 64;

  private final @Nullable Frame[] frames = new Frame[CAPACITY];
  private final long[] keys = new long[CAPACITY];
  private int size;

  /**
   * Arbitration field as one number: the smaller one wins (ISO 11898-1:2015, 10.7).
   *
   * <pre>
   *   ID28..18 (11)  RTR or SRR  IDE  ID17..0 (18)  RTR of an extended frame
   * </pre>
   */
  static long arbitrationKey(Frame frame) {
    long rtr = frame.isRemote() ? 1 : 0;
    if (frame.isExtended()) {
      long id = frame.id();
      return (id >>> 18) << 21 | 0b11L << 19 | (id & 0x3FFFF) << 1 | rtr;
    }
    return (long) frame.id() << 21 | rtr << 20;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** False when full. */
  boolean add(Frame frame) {
    if (size == CAPACITY) {
      return false;
    }
    long key = arbitrationKey(frame);
    int index = size++;
    while (index > 0 && keys[index - 1] > key) {
      keys[index] = keys[index - 1];
      frames[index] = frames[index - 1];
      index--;
    }
    keys[index] = key;
    frames[index] = frame;
    return true;
  }

  long firstKey() {
    return keys[0];
  }

  Frame first() {
    Frame frame = frames[0];
    if (frame == null) {
      throw new IllegalStateException("nothing to send");
    }
    return frame;
  }

  /**
   * Takes out a frame that has been sent; a more urgent one may have come before it meanwhile.
   *
   * @return whether it was there
   */
  @SuppressWarnings("ReferenceEquality") // the very frame that was on the wire, not one like it
  boolean remove(Frame frame) {
    for (int index = 0; index < size; index++) {
      if (frames[index] == frame) {
        size--;
        System.arraycopy(frames, index + 1, frames, index, size - index);
        System.arraycopy(keys, index + 1, keys, index, size - index);
        frames[size] = null;
        return true;
      }
    }
    return false;
  }

  void clear() {
    while (size > 0) {
      frames[--size] = null;
    }
  }
}
