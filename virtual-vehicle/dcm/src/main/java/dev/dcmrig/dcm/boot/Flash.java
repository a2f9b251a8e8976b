// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A NOR flash memory. Erasing sets each bit of a block; programming only clears bits. The supply
 * may fail at any byte of either: what lies before that byte is done, the byte itself is neither
 * old nor new, and what lies behind it is untouched (programming) or half erased (erasing).
 *
 * <p>Does not simulate: read disturbance, bad blocks from the factory, retention, error correction.
 */
public final class Flash {
  private static final long NO_CUT = -1;
  private static final byte ERASED = (byte) 0xFF;

  /** Bits of a cell that a broken operation has not reached yet; spread by a prime. */
  private static final int SPREAD = 0x9E3779B1;

  private final FlashGeometry geometry;

  /** An erased block holds this in place of its bytes. */
  private static final byte[] BLANK = new byte[0];

  /** A block holds its bytes up to the last that was programmed, in steps of so many. */
  private static final int STEP_BYTES = 4096;

  /** What lies behind the end of a block's array is erased: a flash costs what is on it. */
  private final byte[][] blocks;

  private final int[] wear;
  private final BooleanSupplier wornOut;
  private long untilCut = NO_CUT;
  private long bytesDone;

  public Flash(FlashGeometry geometry) {
    this(geometry, () -> false);
  }

  /**
   * @param wornOut whether each block has had its last erasure, however many there were
   */
  public Flash(FlashGeometry geometry, BooleanSupplier wornOut) {
    this.geometry = geometry;
    this.wornOut = wornOut;
    this.blocks = new byte[geometry.blocks()][];
    Arrays.fill(blocks, BLANK);
    this.wear = new int[geometry.blocks()];
  }

  public FlashGeometry geometry() {
    return geometry;
  }

  /**
   * The supply fails when so many more bytes have been erased or programmed. {@link
   * #supplyRestored()} ends that.
   *
   * @param bytes 0 or more
   */
  public void failAfter(long bytes) {
    untilCut = bytes;
  }

  /** The supply is there, and does not fail. */
  public void supplyRestored() {
    untilCut = NO_CUT;
  }

  /** Bytes erased and programmed so far: the places where the supply can fail. */
  public long bytesDone() {
    return bytesDone;
  }

  /** How often a block has been erased. */
  public int wear(int block) {
    return wear[block];
  }

  private boolean isWornOut(int block) {
    return wear[block] >= geometry.endurance() || wornOut.getAsBoolean();
  }

  /** Whether each of these blocks stands another erasure. */
  public boolean isErasable(int firstBlock, int count) {
    for (int block = firstBlock; block < firstBlock + count; block++) {
      if (isWornOut(block)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Erases a block.
   *
   * @throws PowerLostException when the supply fails before it is done
   * @throws IllegalStateException when the block is worn out
   */
  public void erase(int block) {
    if (isWornOut(block)) {
      throw new IllegalStateException(
          "flash block " + block + " is worn out after " + wear[block] + " erasures; replace it");
    }
    wear[block]++;
    int done = allowed(geometry.blockBytes());
    byte[] cells = blocks[block];
    if (done == geometry.blockBytes()) {
      blocks[block] = BLANK;
      return;
    }
    Arrays.fill(cells, 0, Math.min(done, cells.length), ERASED);
    for (int at = done; at < cells.length; at++) {
      cells[at] = (byte) (cells[at] | unreached(at));
    }
    throw new PowerLostException("erasing", block * geometry.blockBytes() + done);
  }

  /**
   * Programs bytes that may lie across blocks. Only bits can be cleared: erase first.
   *
   * @param address begins a page
   * @throws PowerLostException when the supply fails before it is done
   */
  public void program(int address, byte[] bytes) {
    if (address % geometry.pageBytes() != 0) {
      throw new IllegalArgumentException(
          "flash is programmed by pages of "
              + geometry.pageBytes()
              + " bytes, not from "
              + address);
    }
    int done = allowed(bytes.length);
    int from = 0;
    while (from < done) {
      int block = (address + from) / geometry.blockBytes();
      int at = (address + from) % geometry.blockBytes();
      int count = Math.min(done - from, geometry.blockBytes() - at);
      byte[] cells = cells(block, at + count);
      for (int i = 0; i < count; i++) {
        cells[at + i] &= bytes[from + i];
      }
      from += count;
    }
    if (done < bytes.length) {
      int broken = address + done;
      int at = broken % geometry.blockBytes();
      byte[] cells = cells(broken / geometry.blockBytes(), at + 1);
      cells[at] = (byte) (cells[at] & (bytes[done] | unreached(at)));
      throw new PowerLostException("programming", broken);
    }
  }

  /** Reads so many bytes. */
  public byte[] read(int address, int count) {
    byte[] bytes = new byte[count];
    int to = 0;
    while (to < count) {
      int block = (address + to) / geometry.blockBytes();
      int at = (address + to) % geometry.blockBytes();
      int part = Math.min(count - to, geometry.blockBytes() - at);
      byte[] cells = blocks[block];
      int there = Math.max(0, Math.min(part, cells.length - at));
      if (there > 0) {
        System.arraycopy(cells, at, bytes, to, there);
      }
      Arrays.fill(bytes, to + there, to + part, ERASED);
      to += part;
    }
    return bytes;
  }

  /** Whether nothing has been programmed there since it was erased. */
  public boolean isBlank(int address, int count) {
    for (byte cell : read(address, count)) {
      if (cell != ERASED) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of a block, at least up to this one. */
  private byte[] cells(int block, int end) {
    byte[] cells = blocks[block];
    if (cells.length < end) {
      int before = cells.length;
      int steps = (end + STEP_BYTES - 1) / STEP_BYTES;
      cells = Arrays.copyOf(cells, Math.min(geometry.blockBytes(), steps * STEP_BYTES));
      Arrays.fill(cells, before, cells.length, ERASED);
      blocks[block] = cells;
    }
    return cells;
  }

  /** How many of these bytes are done before the supply fails. */
  private int allowed(int bytes) {
    int done = untilCut == NO_CUT ? bytes : (int) Math.min(bytes, untilCut);
    bytesDone += done;
    if (untilCut != NO_CUT) {
      untilCut -= done;
    }
    return done;
  }

  private static int unreached(int at) {
    return (at * SPREAD) >>> 24;
  }
}
