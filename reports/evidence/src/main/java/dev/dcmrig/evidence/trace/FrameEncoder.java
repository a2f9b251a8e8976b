// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import dev.dcmrig.can.Frame;
import java.io.Closeable;
import java.io.IOException;

/** Makes records of frames: what each says that its slot has not foretold. */
final class FrameEncoder implements Closeable {
  private final BlockStore store;
  private final Slots slots = new Slots();
  private final TraceSummary summary = new TraceSummary();

  /** Of each slot {@link Frame#head()} of its last frame; the rest of long ones is in the slot. */
  private final long[] heads = new long[TraceFormat.MAX_SLOTS];

  private final byte[] scratch = new byte[TraceFormat.DATA_BYTES];
  private final byte[] block = new byte[TraceFormat.BLOCK_BYTES];
  private int at;
  private int framesInBlock;
  private long lastNanos;
  private int lastSlot = -1;

  FrameEncoder(BlockStore store) {
    this.store = store;
  }

  void frame(long timeNanos, int channel, Frame frame) throws IOException {
    if (at + TraceFormat.MAX_RECORD_BYTES > block.length) {
      endBlock();
    }
    int slot = slot(channel, frame);
    int controlAt = at++;
    int control = 0;
    if (lastSlot >= 0 && slots.follower[lastSlot] == slot) {
      control = TraceFormat.SLOT_PREDICTED;
    } else {
      varint(slot);
      if (lastSlot >= 0) {
        slots.follower[lastSlot] = slot;
      }
    }
    long surprise = timeNanos - slots.lastNanos[slot] - slots.periodNanos[slot];
    if (surprise != 0) {
      if (surprise % TraceFormat.BIT_NANOS == 0) {
        control |= TraceFormat.TIME_IN_BITS << TraceFormat.TIME_SHIFT;
        varint(TraceFormat.zigzag(surprise / TraceFormat.BIT_NANOS));
      } else {
        control |= TraceFormat.TIME_IN_NANOS << TraceFormat.TIME_SHIFT;
        varint(TraceFormat.zigzag(surprise));
      }
    }
    boolean isSame =
        frame.isRemote()
            || (frame.length() <= Long.BYTES
                ? !shortData(timeNanos, slot, frame)
                : !longData(timeNanos, slot, frame));
    if (isSame) {
      control |= TraceFormat.DATA_SAME;
    }
    block[controlAt] = (byte) control;
    slots.arrived(slot, timeNanos);
    summary.frame(timeNanos);
    lastNanos = timeNanos;
    lastSlot = slot;
    framesInBlock++;
  }

  private int slot(int channel, Frame frame) {
    long key = Slots.key(channel, frame.flags(), frame.length(), frame.id());
    if (lastSlot >= 0) {
      int predicted = slots.follower[lastSlot];
      if (predicted < slots.count && slots.keys[predicted] == key) {
        return predicted;
      }
    }
    int slot = slots.find(key);
    return slot >= 0 ? slot : define(channel, frame, key);
  }

  private int define(int channel, Frame frame, long key) {
    if (slots.count == TraceFormat.MAX_SLOTS) {
      block[at++] = (byte) TraceFormat.FORGET;
      slots.forget();
      summary.forgotten();
      lastSlot = -1;
    }
    block[at++] = TraceFormat.DEFINE;
    block[at++] = (byte) channel;
    block[at++] = (byte) frame.flags();
    block[at++] = (byte) frame.length();
    varint(frame.id());
    int slot = slots.define(key, lastNanos);
    heads[slot] = 0;
    summary.defined(slot, frame.length());
    return slot;
  }

  /** Writes mask and changes of up to eight bytes; false and nothing when they are as before. */
  private boolean shortData(long nanos, int slot, Frame frame) {
    long difference = frame.head() ^ heads[slot];
    if (difference == 0) {
      return false;
    }
    heads[slot] = frame.head();
    int maskAt = at++;
    int mask = 0;
    while (difference != 0) {
      int index = Long.numberOfTrailingZeros(difference) >>> 3;
      mask |= 1 << index;
      block[at++] = (byte) (difference >>> (8 * index));
      difference &= ~(0xFFL << (8 * index));
      look(nanos, slot, index, frame);
    }
    block[maskAt] = (byte) mask;
    return true;
  }

  /** The same of any length. */
  private boolean longData(long nanos, int slot, Frame frame) {
    byte[] old = slots.data[slot];
    int length = old.length;
    frame.copyTo(scratch, 0);
    int maskAt = at;
    at += (length + 7) >>> 3;
    boolean any = false;
    for (int i = 0; i < length; i += 8) {
      int mask = 0;
      for (int j = i; j < Math.min(length, i + 8); j++) {
        int difference = scratch[j] ^ old[j];
        if (difference != 0) {
          mask |= 1 << (j - i);
          block[at++] = (byte) difference;
          old[j] = scratch[j];
          look(nanos, slot, j, frame);
        }
      }
      // Masks stand before all changes of the frame.
      block[maskAt + (i >>> 3)] = (byte) mask;
      any |= mask != 0;
    }
    if (!any) {
      at = maskAt;
    }
    return any;
  }

  /** Notes a change of a byte that seldom changes. */
  private void look(long nanos, int slot, int index, Frame frame) {
    // Of most changes, counters and checksums, the first is all that is asked.
    if ((summary.often(slot) >>> index & 1) == 0
        && slots.seen[slot]
        && summary.seldom(slot, index)) {
      summary.changed(
          new TraceSummary.Change(
              nanos, slot, index, slots.channel(slot), frame.id(), frame.toString()));
    }
  }

  private void endBlock() throws IOException {
    store.write(block, at, framesInBlock);
    at = 0;
    framesInBlock = 0;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      block[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    block[at++] = (byte) rest;
  }

  TraceSummary summary() {
    return summary;
  }

  /** Writes the last block and the end. Returns the SHA-256. */
  byte[] finish() throws IOException {
    if (at > 0) {
      endBlock();
    }
    return store.finish();
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
