// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.json;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one form of a JSON document that is signed and hashed: "OLPC canonical JSON", as python-tuf
 * writes it.
 *
 * <ul>
 *   <li>UTF-8 without any white space.
 *   <li>The keys of an object in the order of their code points. Java's own order is that of UTF-16
 *       units, and differs beyond U+FFFF.
 *   <li>In a text only {@code "} and {@code \} are escaped, by {@code \}. A line end stands as
 *       itself, so the form isn't always JSON.
 *   <li>Whole numbers in decimal; no fractions.
 * </ul>
 */
public final class CanonicalJson {
  private static final Comparator<String> BY_CODE_POINT =
      (a, b) -> {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
          char x = a.charAt(i);
          char y = b.charAt(i);
          if (x != y) {
            boolean oneIsBeyond = Character.isSurrogate(x) != Character.isSurrogate(y);
            return oneIsBeyond ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
          }
        }
        return Integer.compare(a.length(), b.length());
      };

  private CanonicalJson() {}

  /**
   * The bytes of a value of maps, lists, texts, whole numbers, truth values and null.
   *
   * @throws IllegalArgumentException if something else is in it
   */
  public static byte[] bytes(@Nullable Object value) {
    StringBuilder out = new StringBuilder(1024);
    write(out, value);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(StringBuilder out, @Nullable Object value) {
    if (value instanceof String text) {
      text(out, text);
    } else if (value instanceof Map<?, ?> map) {
      object(out, map);
    } else if (value instanceof List<?> list) {
      list(out, list);
    } else if (value == null
        || value instanceof Long
        || value instanceof Integer
        || value instanceof Boolean) {
      out.append(value);
    } else {
      throw new IllegalArgumentException(
          "canonical JSON has no " + value.getClass().getSimpleName());
    }
  }

  private static void object(StringBuilder out, Map<?, ?> map) {
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>(BY_CODE_POINT);
    map.forEach((name, value) -> sorted.put((String) name, value));
    out.append('{');
    boolean first = true;
    for (Map.Entry<String, @Nullable Object> field : sorted.entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      text(out, field.getKey());
      out.append(':');
      write(out, field.getValue());
    }
    out.append('}');
  }

  private static void list(StringBuilder out, List<?> list) {
    out.append('[');
    for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
      write(out, each.next());
      if (each.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private static void text(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }
}
