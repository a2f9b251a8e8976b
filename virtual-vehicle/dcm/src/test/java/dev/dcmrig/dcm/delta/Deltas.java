// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.delta;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Deltas for tests, good ones and such as nobody should send. */
public final class Deltas {
  private static final int MAGIC = 0xFD2FB528;
  private static final int RLE = 1;
  private static final int BLOCK = 128 * 1024;

  private Deltas() {}

  /** What makes an image of another one. */
  public static byte[] of(byte[] base, byte[] image) {
    try (ZstdCompressCtx frame = new ZstdCompressCtx()) {
      frame.setChecksum(true).setContentSize(true).setDictID(false);
      frame.loadDict(base, ZstdDictContentType.RAW_CONTENT);
      return frame.compress(image);
    }
  }

  /**
   * A frame of blocks in which one byte comes again and again (RFC 8878, 3.1.1.2).
   *
   * @param windowLog what it asks for, 10 to 41
   * @param blocks of 128 KiB
   */
  public static byte[] bomb(int windowLog, int blocks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer head = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(head.putInt(MAGIC).put((byte) 0).put((byte) (windowLog - 10 << 3)).array());
    for (int block = 1; block <= blocks; block++) {
      int header = (block == blocks ? 1 : 0) | RLE << 1 | BLOCK << 3;
      out.write(header);
      out.write(header >> 8);
      out.write(header >> 16);
      out.write('B');
    }
    return out.toByteArray();
  }
}
