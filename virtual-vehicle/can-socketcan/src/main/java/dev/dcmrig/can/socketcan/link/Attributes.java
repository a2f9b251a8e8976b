// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a netlink message by their type (linux/rtnetlink.h, {@code struct rtattr}).
 *
 * <pre>
 *   0  u16 length   of these four bytes and the value
 *   2  u16 type     bit 15: the value is attributes again
 *   4  value        up to the next multiple of four
 * </pre>
 */
final class Attributes {
  static final int HEADER = 4;
  private static final int TYPE_MASK = 0x3FFF;

  private final Map<Integer, ByteBuffer> values = new HashMap<>();

  private Attributes() {}

  /**
   * Reads the attributes from {@code offset} to {@code end}.
   *
   * @throws IllegalArgumentException when one of them ends behind {@code end}
   */
  static Attributes of(ByteBuffer bytes, int offset, int end) {
    Attributes found = new Attributes();
    int at = offset;
    while (at + HEADER <= end) {
      int length = bytes.getShort(at) & 0xFFFF;
      int type = bytes.getShort(at + 2) & TYPE_MASK;
      if (length < HEADER || at + length > end) {
        throw new IllegalArgumentException(
            "attribute "
                + type
                + " says that it has "
                + length
                + " bytes, and "
                + (end - at)
                + " are left of its message");
      }
      found.values.put(type, view(bytes, at + HEADER, length - HEADER));
      at += aligned(length);
    }
    return found;
  }

  static ByteBuffer view(ByteBuffer bytes, int offset, int length) {
    return bytes.slice(offset, length).order(ByteOrder.nativeOrder());
  }

  static int aligned(int length) {
    return length + 3 & ~3;
  }

  boolean has(int type) {
    return values.containsKey(type);
  }

  /** The attributes within one; none when it is not there. */
  Attributes within(int type) {
    ByteBuffer value = values.get(type);
    return value == null ? new Attributes() : of(value, 0, value.capacity());
  }

  /** The value of an attribute that has at least so many bytes; null when it is not there. */
  @Nullable ByteBuffer value(int type, int atLeast) {
    ByteBuffer value = values.get(type);
    if (value != null && value.capacity() < atLeast) {
      throw new IllegalArgumentException(
          "attribute " + type + " has " + value.capacity() + " bytes and should have " + atLeast);
    }
    return value;
  }

  OptionalInt u32(int type) {
    ByteBuffer value = value(type, 4);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value.getInt(0));
  }

  int u32(int type, int otherwise) {
    return u32(type).orElse(otherwise);
  }

  OptionalInt u16(int type) {
    ByteBuffer value = value(type, 2);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value.getShort(0) & 0xFFFF);
  }

  int u8(int type, int otherwise) {
    ByteBuffer value = value(type, 1);
    return value == null ? otherwise : value.get(0) & 0xFF;
  }

  /** A text up to its zero; empty when the attribute is not there. */
  String text(int type) {
    ByteBuffer value = values.get(type);
    return value == null ? "" : text(value, 0, value.capacity());
  }

  static String text(ByteBuffer bytes, int offset, int atMost) {
    int length = 0;
    while (length < atMost && bytes.get(offset + length) != 0) {
      length++;
    }
    byte[] text = new byte[length];
    bytes.get(offset, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** The numbers of an array of u32. */
  int[] u32s(int type) {
    ByteBuffer value = values.get(type);
    int[] all = new int[value == null ? 0 : value.capacity() / 4];
    for (int index = 0; value != null && index < all.length; index++) {
      all[index] = value.getInt(4 * index);
    }
    return all;
  }

  /** The numbers of an array of u16. */
  int[] u16s(int type) {
    ByteBuffer value = values.get(type);
    int[] all = new int[value == null ? 0 : value.capacity() / 2];
    for (int index = 0; value != null && index < all.length; index++) {
      all[index] = value.getShort(2 * index) & 0xFFFF;
    }
    return all;
  }
}
