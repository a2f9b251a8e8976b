// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.Arrays;

/** Appends bits, most significant first, with no alignment (X.691, UNALIGNED variant). */
final class BitWriter {
  private byte[] bytes = new byte[MsdCodec.MAX_BYTES];
  private int bits;

  void bool(boolean value) {
    bits(value ? 1 : 0, 1);
  }

  void bits(long value, int count) {
    if (bits + count > bytes.length * 8) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    for (int i = count - 1; i >= 0; i--) {
      if (((value >>> i) & 1) != 0) {
        bytes[bits >> 3] |= (byte) (0x80 >> (bits & 7));
      }
      bits++;
    }
  }

  /** What was written, filled up with zero bits to whole bytes. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, (bits + 7) / 8);
  }
}
