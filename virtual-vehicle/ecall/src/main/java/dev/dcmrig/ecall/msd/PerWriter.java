// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.Arrays;

/** Appends bits, most significant first, with no alignment (ITU-T X.691, UNALIGNED variant). */
final class PerWriter {
  /** Longer lengths than this take two bytes (X.691 11.9.3.6). */
  static final int SHORT_LENGTH_LIMIT = 127;

  private static final int LONG_LENGTH = 0x8000;

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

  /** Bytes with their length before them, as an OCTET STRING without a constraint has. */
  void octets(byte[] octets) {
    if (octets.length <= SHORT_LENGTH_LIMIT) {
      bits(octets.length, 8);
    } else {
      bits(LONG_LENGTH | octets.length, 16);
    }
    for (byte each : octets) {
      bits(each & 0xFF, 8);
    }
  }

  /** What was written, filled up with zero bits to whole bytes. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, (bits + 7) / 8);
  }
}
