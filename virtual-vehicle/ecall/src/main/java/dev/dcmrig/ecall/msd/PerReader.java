// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Takes bits, most significant first (ITU-T X.691, UNALIGNED variant), and keeps a list of the
 * fields that it took. It names what it was looking for when there are no bits left.
 */
final class PerReader {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int MAX_ADDITIONS = 64;

  private final byte[] bytes;
  private final List<MsdField> fields = new ArrayList<>();
  private final List<MsdFault> faults = new ArrayList<>();
  private int bit;

  PerReader(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  int bit() {
    return bit;
  }

  int bitsLeft() {
    return bytes.length * 8 - bit;
  }

  List<MsdField> fields() {
    return fields;
  }

  List<MsdFault> faults() {
    return faults;
  }

  /** A fault that lets the message be read all the same. */
  void fault(String field, int at, String what) {
    faults.add(new MsdFault(field, at, what));
  }

  MsdException stop(String what, String field, int at) {
    return new MsdException(what, field, at, fields);
  }

  boolean flag(String name, String ifSet, String ifNot) throws MsdException {
    return number(1, name, value -> value == 1 ? ifSet : ifNot) == 1;
  }

  /** A number of at most 32 bits. */
  long number(int count, String name, LongFunction<String> meaning) throws MsdException {
    return number(count, 0, name, meaning);
  }

  /** A number that is written as its distance from the least one. */
  long number(int count, long least, String name, LongFunction<String> meaning)
      throws MsdException {
    int at = bit;
    long value = bits(count, name) + least;
    fields.add(new MsdField(at, count, name, String.valueOf(value), meaning.apply(value)));
    return value;
  }

  /** Bits that the caller makes a field of by {@link #took}. */
  long bits(int count, String name) throws MsdException {
    if (bitsLeft() < count) {
      throw stop(
          "the message ends inside "
              + name
              + ": "
              + bitsLeft()
              + " of "
              + count
              + " bits are there",
          name,
          bit);
    }
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | (bytes[bit >> 3] >> (7 - (bit & 7)) & 1);
      bit++;
    }
    return value;
  }

  void took(int from, String name, String raw, String meaning) {
    fields.add(new MsdField(from, bit - from, name, raw, meaning));
  }

  /** A length (X.691 11.9.3.5 to 11.9.3.8); fragments of 16 Ki never fit a message. */
  int length(String of) throws MsdException {
    int at = bit;
    String name = "length of " + of;
    int length = (int) bits(8, name);
    if (length > PerWriter.SHORT_LENGTH_LIMIT) {
      if (length >= 0xC0) {
        throw stop("a length of 16,384 bytes or more", name, at);
      }
      length = (length & 0x3F) << 8 | (int) bits(8, name);
      if (length <= PerWriter.SHORT_LENGTH_LIMIT) {
        fault(name, at, length + " is written in two bytes; X.691 11.9.3.6 asks for one");
      }
    }
    took(at, name, String.valueOf(length), length + " bytes follow");
    return length;
  }

  /** Bytes with their length before them. */
  byte[] octets(String name) throws MsdException {
    int at = bit;
    int length = length(name);
    if (length * 8 > bitsLeft()) {
      throw stop("the length says " + length + " bytes, " + bitsLeft() / 8 + " are left", name, at);
    }
    int start = bit;
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = (byte) bits(8, name);
    }
    if (length > 0) {
      took(start, name, HEX.formatHex(octets), length + " bytes");
    }
    return octets;
  }

  /**
   * Additions that a later edition made to a SEQUENCE: passed over, as X.691 19.7 to 19.9 lets a
   * decoder do that doesn't know them.
   */
  void skipAdditions(String of) throws MsdException {
    String name = "extension of " + of;
    int at = bit;
    if (bits(1, name) != 0) {
      throw stop("more than " + MAX_ADDITIONS + " additions", name, at);
    }
    int count = (int) bits(6, name) + 1;
    long present = bits(count, name);
    took(at, name, Long.toBinaryString(present), Long.bitCount(present) + " unknown additions");
    fault(name, at, "this version does not define it; its content was passed over");
    for (int i = 0; i < count; i++) {
      if ((present >>> (count - 1 - i) & 1) != 0) {
        octets(name + ", addition " + (i + 1));
      }
    }
  }
}
