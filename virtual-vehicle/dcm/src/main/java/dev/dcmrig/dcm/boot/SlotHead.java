// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What stands before the image in a slot. It is programmed last: a slot with half an image has
 * none.
 *
 * <pre>
 *   0   4   8               40   41         41 + n
 *   +---+---+---------------+----+----------+-------+
 *   |DCMS|len| SHA-256       | n  | version  | CRC32 |
 *   +---+---+---------------+----+----------+-------+
 * </pre>
 *
 * @param version of the firmware; at most {@link #MAX_VERSION} bytes
 * @param bytes length of the image
 * @param sha256 of the image, 32 bytes
 */
record SlotHead(String version, int bytes, byte[] sha256) {
  /** The longest version, in bytes. */
  static final int MAX_VERSION = 64;

  private static final int MAGIC = 0x44434D53;
  private static final int HASH_BYTES = 32;
  private static final int FIXED_BYTES = 4 + 4 + HASH_BYTES + 1;
  static final int MAX_BYTES = FIXED_BYTES + MAX_VERSION + 4;

  /** Its length on the flash. */
  int encodedBytes() {
    return FIXED_BYTES + version.getBytes(StandardCharsets.UTF_8).length + 4;
  }

  byte[] encode() {
    byte[] text = version.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + text.length + 4);
    out.putInt(MAGIC).putInt(bytes).put(sha256).put((byte) text.length).put(text);
    out.putInt(crc(out.array(), FIXED_BYTES + text.length));
    return out.array();
  }

  /** The head that these bytes begin with, if they do with a whole one. */
  static Optional<SlotHead> decode(byte[] from) {
    ByteBuffer in = ByteBuffer.wrap(from);
    if (from.length < MAX_BYTES || in.getInt() != MAGIC) {
      return Optional.empty();
    }
    int length = in.getInt();
    byte[] hash = new byte[HASH_BYTES];
    in.get(hash);
    int textBytes = in.get() & 0xFF;
    if (textBytes > MAX_VERSION) {
      return Optional.empty();
    }
    byte[] text = new byte[textBytes];
    in.get(text);
    boolean whole = in.getInt() == crc(from, FIXED_BYTES + textBytes);
    return whole
        ? Optional.of(new SlotHead(new String(text, StandardCharsets.UTF_8), length, hash))
        : Optional.empty();
  }

  private static int crc(byte[] bytes, int count) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, count);
    return (int) crc.getValue();
  }
}
