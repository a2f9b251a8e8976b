// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

/**
 * Takes bits, most significant first, and names what it was looking for when there are none left.
 */
final class BitReader {
  private final byte[] bytes;
  private int bit;

  BitReader(byte[] bytes, int firstBit) {
    this.bytes = bytes;
    this.bit = firstBit;
  }

  int bit() {
    return bit;
  }

  int bitsLeft() {
    return bytes.length * 8 - bit;
  }

  boolean bool(String what) throws MsdException {
    return bits(1, what) != 0;
  }

  int intBits(int count, String what) throws MsdException {
    return (int) bits(count, what);
  }

  long bits(int count, String what) throws MsdException {
    if (bitsLeft() < count) {
      throw new MsdException(
          "the message ends inside "
              + what
              + ": "
              + bitsLeft()
              + " of "
              + count
              + " bits are there",
          bit);
    }
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | (bytes[bit >> 3] >> (7 - (bit & 7)) & 1);
      bit++;
    }
    return value;
  }
}
