// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.mime;

import java.util.Locale;
import java.util.Map;

/** Cuts {@code a; b=c; d="e;f"} at the semicolons that stand outside of quotes. */
final class ParameterScanner {
  private ParameterScanner() {}

  /** Index of the next semicolon outside of quotes, or the length of the text. */
  static int endOfSegment(String text, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char character = text.charAt(i);
      if (quoted && character == '\\') {
        i++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (character == ';' && !quoted) {
        return i;
      }
    }
    return text.length();
  }

  /** Adds one {@code name=value}; the first of two of a name counts. */
  static void put(Map<String, String> parameters, String segment) {
    int equals = segment.indexOf('=');
    String name = equals < 0 ? segment : segment.substring(0, equals);
    String value = equals < 0 ? "" : segment.substring(equals + 1).strip();
    parameters.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), unquote(value));
  }

  private static String unquote(String value) {
    if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
      return value;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 1; i < value.length() - 1; i++) {
      if (value.charAt(i) == '\\' && i + 1 < value.length() - 1) {
        i++;
      }
      plain.append(value.charAt(i));
    }
    return plain.toString();
  }
}
