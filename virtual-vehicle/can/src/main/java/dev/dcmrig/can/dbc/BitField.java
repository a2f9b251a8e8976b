// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.Frame;

/**
 * Where a raw value of 1 to 64 bits lies in a message. Both byte orders are one walk over bytes
 * from the most significant one; only its direction differs.
 *
 * <pre>
 *   Intel    (@1): start bit = least significant bit; bit n is bit n%8 of byte n/8
 *                  12|10@1 :  byte 1: vvvv....  byte 2: ..vvvvvv   high byte is byte 2
 *   Motorola (@0): start bit = most significant bit, numbered in the same way
 *                   3|10@0 :  byte 0: ....vvvv  byte 1: vvvvvv..   high byte is byte 0
 * </pre>
 */
final class BitField {
  private final int highByte;
  private final int lowByte;
  private final int step;
  private final int shift;
  private final int length;
  private final long mask;

  private BitField(int highByte, int lowByte, int step, int shift, int length) {
    this.highByte = highByte;
    this.lowByte = lowByte;
    this.step = step;
    this.shift = shift;
    this.length = length;
    this.mask = length == 64 ? -1L : (1L << length) - 1;
  }

  static BitField of(int startBit, int length, boolean bigEndian) {
    if (bigEndian) {
      int end = startBit / 8 * 8 + 7 - startBit % 8 + length - 1;
      return new BitField(startBit / 8, end / 8, 1, 7 - end % 8, length);
    }
    int highByte = (startBit + length - 1) / 8;
    return new BitField(highByte, startBit / 8, -1, startBit % 8, length);
  }

  /** The first byte of a message that this field needs. */
  int firstByte() {
    return Math.min(highByte, lowByte);
  }

  /** The last byte of a message that this field needs. */
  int lastByte() {
    return Math.max(highByte, lowByte);
  }

  /** As many ones as the field has bits. */
  long mask() {
    return mask;
  }

  long get(byte[] data) {
    long high = 0;
    for (int i = highByte; i != lowByte; i += step) {
      high = (high << 8) | (data[i] & 0xFF);
    }
    return ((high << (8 - shift)) | ((data[lowByte] & 0xFF) >>> shift)) & mask;
  }

  long get(Frame frame) {
    long high = 0;
    for (int i = highByte; i != lowByte; i += step) {
      high = (high << 8) | (frame.at(i) & 0xFF);
    }
    return ((high << (8 - shift)) | ((frame.at(lowByte) & 0xFF) >>> shift)) & mask;
  }

  void set(byte[] data, long raw) {
    long rest = raw;
    int left = length;
    int low = shift;
    for (int i = lowByte; left > 0; i -= step) {
      int bits = Math.min(8 - low, left);
      int byteMask = ((1 << bits) - 1) << low;
      data[i] = (byte) ((data[i] & ~byteMask) | ((int) (rest << low) & byteMask));
      rest >>>= bits;
      left -= bits;
      low = 0;
    }
  }
}
