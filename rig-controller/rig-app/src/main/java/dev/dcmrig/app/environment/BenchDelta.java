// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.api.Updates.Delta;
import dev.dcmrig.ota.delta.ImageDelta;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An image that has much in common with the one before it, and the delta beside it.
 *
 * @param image what is signed
 * @param name of the delta's file
 * @param delta what is put beside the image
 */
record BenchDelta(byte[] image, String name, byte[] delta) {
  /** Of eight parts of an image this one and the next two are new. */
  private static final int FIRST_NEW_PART = 2;

  private static final int NEW_PARTS = 3;
  private static final int PARTS = 8;

  /** The lines that an image begins with are looked for in so many bytes. */
  private static final int HEAD_BYTES = 512;

  /** RFC 8878, 3.1.1: what a frame begins with, and a block in which one byte comes again. */
  private static final int MAGIC = 0xFD2FB528;

  private static final int RLE_BLOCK = 1;
  private static final int RLE_BYTES = 128 * 1024;
  private static final int BLOCKS_OF_A_GIBIBYTE = 8192;

  /** 128 KiB: what a block needs. */
  private static final int SMALL_WINDOW_LOG = 17;

  private static final int WIDE_WINDOW_LOG = 31;

  /**
   * Makes both.
   *
   * @param file name of the image
   * @param base the image before
   * @param other an image of the same length, from which comes what is new
   */
  static BenchDelta of(Delta kind, String file, byte[] base, byte[] other) {
    byte[] image = base.clone();
    int part = image.length / PARTS;
    System.arraycopy(other, 0, image, 0, HEAD_BYTES);
    System.arraycopy(other, FIRST_NEW_PART * part, image, FIRST_NEW_PART * part, NEW_PARTS * part);
    byte[] of = kind == Delta.OF_ANOTHER_BASE ? other : base;
    byte[] fitting = ImageDelta.of(of, image);
    byte[] delta =
        switch (kind) {
          case FITTING, OF_ANOTHER_BASE -> fitting;
          case DAMAGED -> changed(fitting, fitting.length / 2);
          case ENDLESS -> repeated(SMALL_WINDOW_LOG, BLOCKS_OF_A_GIBIBYTE);
          case OF_A_WIDE_WINDOW -> repeated(WIDE_WINDOW_LOG, Math.max(1, image.length / RLE_BYTES));
          case OF_ANOTHER_IMAGE -> ImageDelta.of(base, changed(image, image.length - 1));
        };
    return new BenchDelta(image, ImageDelta.name(file, of), delta);
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] other = Arrays.copyOf(bytes, bytes.length);
    other[at] ^= 1;
    return other;
  }

  /** One byte again and again. */
  private static byte[] repeated(int windowLog, int blocks) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    byte window = (byte) ((windowLog - 10) << 3);
    frame.writeBytes(
        ByteBuffer.allocate(6)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(MAGIC)
            .put((byte) 0)
            .put(window)
            .array());
    for (int block = 1; block <= blocks; block++) {
      int head = (block == blocks ? 1 : 0) | RLE_BLOCK << 1 | RLE_BYTES << 3;
      frame.write(head);
      frame.write(head >> 8);
      frame.write(head >> 16);
      frame.write(0);
    }
    return frame.toByteArray();
  }
}
