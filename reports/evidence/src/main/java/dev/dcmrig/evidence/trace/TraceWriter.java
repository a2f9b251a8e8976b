// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import dev.dcmrig.can.Frame;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes a frame log. The frame path allocates nothing once each shape of frame has been seen.
 * Belongs to one thread; blocks are compressed on another.
 */
public final class TraceWriter implements Closeable {
  private final BlockStore store;
  private final Slots slots = new Slots();
  private final TraceSummary summary = new TraceSummary();
  private final byte[] scratch = new byte[TraceFormat.DATA_BYTES];
  private byte[] block;
  private int at;
  private int framesInBlock;
  private long frames;
  private long lastNanos;
  private int lastSlot = -1;
  private byte[] sha256 = new byte[0];
  private boolean closed;

  /**
   * @param file must not exist
   * @param channels names of channel 0, 1, ...; at most 255 of at most 255 visible characters
   */
  public TraceWriter(Path file, Instant epoch, List<String> channels) throws IOException {
    this.store = new BlockStore(file, new TraceHeader(epoch, channels));
    this.block = store.buffer();
  }

  /**
   * Takes a frame.
   *
   * @param timeNanos since the epoch of the file; never less than before
   * @throws UncheckedIOException when the disk refused an earlier block
   */
  public void frame(long timeNanos, int channel, Frame frame) {
    if (at + TraceFormat.MAX_RECORD_BYTES > block.length) {
      nextBlock();
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
    if (frame.isRemote() || !data(timeNanos, slot, frame)) {
      control |= TraceFormat.DATA_SAME;
    }
    block[controlAt] = (byte) control;
    slots.arrived(slot, timeNanos);
    summary.frame(timeNanos);
    lastNanos = timeNanos;
    lastSlot = slot;
    framesInBlock++;
    frames++;
  }

  private int slot(int channel, Frame frame) {
    long key = Slots.key(channel, frame.flags(), frame.length(), frame.id());
    int slot = slots.find(key);
    if (slot >= 0) {
      return slot;
    }
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
    slot = slots.define(key, lastNanos);
    summary.defined(slot, frame.length());
    return slot;
  }

  /** Writes mask and changes; false and nothing when the data are as before. */
  private boolean data(long nanos, int slot, Frame frame) {
    byte[] old = slots.data[slot];
    int length = old.length;
    frame.copyTo(scratch, 0);
    int maskAt = at;
    long often = summary.often(slot);
    int maskBytes = (length + 7) >>> 3;
    at += maskBytes;
    boolean any = false;
    for (int i = 0; i < length; i += 8) {
      int mask = 0;
      for (int j = i; j < Math.min(length, i + 8); j++) {
        int difference = scratch[j] ^ old[j];
        if (difference != 0) {
          mask |= 1 << (j - i);
          block[at++] = (byte) difference;
          old[j] = scratch[j];
          // Of most changes, counters and checksums, this is all that is looked at.
          if ((often >>> j & 1) == 0 && slots.seen[slot] && summary.seldom(slot, j)) {
            note(nanos, slot, j, frame);
          }
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

  private void note(long nanos, int slot, int index, Frame frame) {
    summary.changed(
        new TraceSummary.Change(
            nanos, slot, index, slots.channel(slot), frame.id(), frame.toString()));
  }

  private void nextBlock() {
    try {
      store.full(block, at, framesInBlock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    block = store.buffer();
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

  /** Frames so far. */
  public long frames() {
    return frames;
  }

  public TraceSummary summary() {
    return summary;
  }

  /** SHA-256 over the header and the plain records, in hexadecimal; only after {@link #close}. */
  public String sha256() {
    if (!closed) {
      throw new IllegalStateException("the frame log is still being written");
    }
    return HexFormat.of().formatHex(sha256);
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      sha256 = store.finish(block, at, framesInBlock);
    }
  }
}
