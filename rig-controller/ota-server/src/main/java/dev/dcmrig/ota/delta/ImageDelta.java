// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.delta;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A delta: what makes an image of an older one (docs/DCM-INTERFACE.md, 2.9). It is one frame of
 * Zstandard (RFC 8878) with the length and a checksum of the image, whose dictionary is the older
 * image as it is. {@code zstd -d --patch-from=OLD DELTA} unpacks it, too.
 *
 * <p>The same two images make the same delta, on each system.
 */
public final class ImageDelta {
  /** Greedy enough to be quick, and searched so deep that a moved part is found in 64 MiB. */
  private static final int LEVEL = 9;

  /** ZSTD_lazy2 of zstd.h. */
  private static final int LAZY2 = 5;

  private static final int LEAST_WINDOW_LOG = 17;

  /** The largest window whose tables zstd makes (ZSTD_CHAINLOG_MAX of zstd.h is 30). */
  private static final int MOST_WINDOW_LOG = 29;

  /** The largest image, in bytes. */
  public static final int MOST_BYTES = (1 << MOST_WINDOW_LOG) - 1;

  private ImageDelta() {}

  /**
   * The name of a delta, by which a DCM knows what it is of.
   *
   * @param image name of the file that it makes
   * @param base the older image
   */
  public static String name(String image, byte[] base) {
    return image + ".from-" + sha256(base) + ".zst";
  }

  /**
   * Makes a delta.
   *
   * @param base the older image; 1 to {@link #MOST_BYTES} bytes
   * @param image that it shall make; the same
   * @throws IllegalArgumentException for other sizes
   * @throws UnsupportedOperationException when there is no Zstandard for this system
   */
  public static byte[] of(byte[] base, byte[] image) {
    int larger = Math.max(base.length, image.length);
    if (base.length == 0 || image.length == 0 || larger > MOST_BYTES) {
      throw new IllegalArgumentException(
          "images of "
              + base.length
              + " and "
              + image.length
              + " bytes: a delta is of images from 1 byte to "
              + MOST_BYTES);
    }
    int log = Math.max(LEAST_WINDOW_LOG, Integer.SIZE - Integer.numberOfLeadingZeros(larger));
    try (ZstdCompressCtx frame = context()) {
      frame.setLevel(LEVEL).setStrategy(LAZY2).setWindowLog(log).setHashLog(log);
      frame.setChainLog(log + 1).setChecksum(true).setContentSize(true).setDictID(false);
      frame.loadDict(base, ZstdDictContentType.RAW_CONTENT);
      return frame.compress(image);
    }
  }

  /** The library is native: it has a file for each system, which it unpacks when it is begun. */
  private static ZstdCompressCtx context() {
    try {
      return new ZstdCompressCtx();
    } catch (LinkageError e) {
      throw new UnsupportedOperationException(
          "zstd-jni can't be loaded on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
