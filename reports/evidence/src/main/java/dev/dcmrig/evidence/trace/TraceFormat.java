// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

/** Numbers that writer and reader of the frame log share; the package draws the bytes. */
final class TraceFormat {
  static final int MAGIC = 0x44434D54;
  static final int VERSION = 2;

  static final int DEFINE = 0x40;
  static final int FORGET = 0x80;
  static final int SLOT_PREDICTED = 1;
  static final int TIME_SHIFT = 1;
  static final int TIME_AS_PREDICTED = 0;
  static final int TIME_IN_BITS = 1;
  static final int TIME_IN_NANOS = 2;
  static final int DATA_SAME = 8;

  /** One bit at 500 kbit/s: what most times on an emulated bus are multiples of. */
  static final long BIT_NANOS = 2000;

  /** Shapes of frames that are remembered before the dictionary starts anew. */
  static final int MAX_SLOTS = 4096;

  static final int DATA_BYTES = 64;

  /** A frame record with its definition is never longer: 1+4+5 + 1+3+10 + 8+64 bytes. */
  static final int MAX_RECORD_BYTES = 128;

  /** Plain bytes of a block. */
  static final int BLOCK_BYTES = 1 << 17;

  /** The longest block that a reader accepts. */
  static final int MAX_BLOCK_BYTES = 1 << 20;

  private TraceFormat() {}

  static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
