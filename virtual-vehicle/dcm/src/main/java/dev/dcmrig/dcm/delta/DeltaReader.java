// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.delta;

import com.github.luben.zstd.ZstdDictContentType;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/**
 * Makes an image of a delta and of the image that it was made from. A delta is one frame of
 * Zstandard (RFC 8878) whose dictionary is the older image as it is ("raw content"), as {@code zstd
 * --patch-from=OLD NEW} writes it.
 *
 * <p>Nothing that a delta says of itself is believed. The bounds:
 *
 * <ol>
 *   <li>No more bytes are given out than were announced.
 *   <li>A frame that asks for a window of more than twice the larger image is refused. Memory is
 *       bounded by that window, the older image, and twice 128 KiB.
 *   <li>A delta that ends early, goes on behind its image, or is no frame is refused.
 * </ol>
 *
 * <p>Whether the image is the right one is for the caller to see: a delta carries no proof.
 */
public final class DeltaReader implements AutoCloseable {
  /** The least window that is taken: a frame's smallest unit is a block of 128 KiB. */
  private static final int LEAST_WINDOW_LOG = 17;

  /** The largest that Zstandard knows. */
  private static final int MOST_WINDOW_LOG = 31;

  private final ZstdDictDecompress dictionary;
  private final ZstdInputStreamNoFinalizer frame;
  private final int size;
  private int done;

  /**
   * Begins to read a delta.
   *
   * @param base the older image, all of it; one byte or more
   * @param delta the frame; closed with this reader
   * @param size bytes of the image that shall come of it
   * @throws DeltaException when it can't be begun, or this system has no Zstandard
   */
  public DeltaReader(byte[] base, InputStream delta, int size) throws DeltaException {
    this.size = size;
    if (base.length == 0) {
      throw new DeltaException("nothing runs that a delta could be of");
    }
    try {
      dictionary = new ZstdDictDecompress(base, ZstdDictContentType.RAW_CONTENT);
    } catch (LinkageError e) {
      // The library is native; where there is none for this system, whole images must do.
      throw new DeltaException("this system has no Zstandard", e);
    }
    try {
      frame = new ZstdInputStreamNoFinalizer(delta);
      frame.setLongMax(windowLog(Math.max(base.length, size)));
      frame.setDict(dictionary);
    } catch (IOException e) {
      dictionary.close();
      throw new DeltaException("the delta can't be read: " + e.getMessage(), e);
    }
  }

  /** Of the smallest power of two that is more than the larger image. */
  private static int windowLog(int larger) {
    int log = Integer.SIZE - Integer.numberOfLeadingZeros(larger);
    return Math.min(MOST_WINDOW_LOG, Math.max(LEAST_WINDOW_LOG, log));
  }

  /**
   * The next bytes of the image.
   *
   * @param most 1 or more
   * @return so many; fewer at the end of the image, none behind it
   * @throws DeltaException when they can't be made of this delta
   */
  public byte[] next(int most) throws DeltaException {
    byte[] piece = new byte[Math.min(most, size - done)];
    int got = 0;
    while (got < piece.length) {
      int read = read(piece, got);
      if (read < 0) {
        throw new DeltaException("the delta ends after " + (done + got) + " of " + size + " bytes");
      }
      got += read;
    }
    done += got;
    return piece;
  }

  /**
   * All that was announced has been given out, and nothing more may come.
   *
   * @throws DeltaException when something does
   */
  public void finish() throws DeltaException {
    if (read(new byte[1], 0) >= 0) {
      throw new DeltaException("the delta makes more than " + size + " bytes");
    }
  }

  private int read(byte[] into, int from) throws DeltaException {
    try {
      return frame.read(into, from, into.length - from);
    } catch (IOException e) {
      throw new DeltaException("the delta is damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      frame.close();
    } catch (IOException ignored) {
      // What it read from lies in memory or on the flash: closing that can't fail.
    }
    dictionary.close();
  }
}
