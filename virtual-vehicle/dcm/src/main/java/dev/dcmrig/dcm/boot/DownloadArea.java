// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Where an image is kept as it comes, before it is installed. Written in order, by whole blocks.
 */
public final class DownloadArea {
  private final Flash flash;
  private final FlashLayout layout;

  public DownloadArea(Flash flash, FlashLayout layout) {
    this.flash = flash;
    this.layout = layout;
  }

  /** Room in bytes. */
  public int bytes() {
    return layout.imageBytes();
  }

  /** Whether so many bytes fit, and their blocks stand another erasure. */
  public boolean isPossible(long size) {
    return size <= bytes()
        && flash.isErasable(layout.downloadBlock(), flash.geometry().blocksFor((int) size));
  }

  /** Whether the blocks that begin in this piece stand another erasure. */
  public boolean isWritable(int offset, int count) {
    return flash.isErasable(
        layout.downloadBlock() + offset / layout.blockBytes(), flash.geometry().blocksFor(count));
  }

  /**
   * Erases the blocks that begin in this piece, and programs it.
   *
   * @param offset begins a block
   * @throws IllegalStateException when a block is worn out; ask {@link #isWritable} before
   */
  public void write(int offset, byte[] piece) {
    int first = layout.downloadBlock() + offset / layout.blockBytes();
    for (int block = 0; block < flash.geometry().blocksFor(piece.length); block++) {
      flash.erase(first + block);
    }
    flash.program(address() + offset, piece);
  }

  public byte[] read(int offset, int count) {
    return flash.read(address() + offset, count);
  }

  /** So many bytes from an offset on, of which no more than a block is held at a time. */
  public InputStream stream(int offset, int count) {
    return new FlashStream(offset, count);
  }

  private final class FlashStream extends InputStream {
    private final int end;
    private int at;

    FlashStream(int offset, int count) {
      this.at = offset;
      this.end = offset + count;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      int count = Math.min(Math.min(most, layout.blockBytes()), end - at);
      if (count <= 0) {
        return most == 0 ? 0 : -1;
      }
      System.arraycopy(DownloadArea.this.read(at, count), 0, into, from, count);
      at += count;
      return count;
    }
  }

  /** Whether so many bytes from an offset on have this SHA-256. */
  public boolean holds(int offset, int count, byte[] sha256) {
    return offset >= 0
        && count >= 0
        && count <= bytes() - offset
        && Arrays.equals(FlashSlots.sha256(flash, address() + offset, count), sha256);
  }

  /** A digest that has taken in so many bytes from an offset on. */
  public MessageDigest digestOf(int offset, int count) {
    MessageDigest digest = FlashSlots.digest();
    int piece = layout.blockBytes();
    for (int done = 0; done < count; done += piece) {
      digest.update(read(offset + done, Math.min(piece, count - done)));
    }
    return digest;
  }

  private int address() {
    return layout.downloadBlock() * layout.blockBytes();
  }
}
