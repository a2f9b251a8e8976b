// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cuts header values where a separator stands outside of quotes and angle brackets. */
final class QuotedText {
  private QuotedText() {}

  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (true) {
      int end = next(text, separator, start);
      parts.add(text.substring(start, end));
      if (end == text.length()) {
        return parts;
      }
      start = end + 1;
    }
  }

  /** Index of the next separator outside of quotes and brackets, or the length of the text. */
  static int next(String text, char separator, int from) {
    boolean quoted = false;
    boolean bracketed = false;
    for (int i = from; i < text.length(); i++) {
      char character = text.charAt(i);
      if (quoted) {
        if (character == '\\') {
          i++;
        } else if (character == '"') {
          quoted = false;
        }
      } else if (character == separator && !bracketed) {
        return i;
      } else if (character == '"') {
        quoted = true;
      } else if (character == '<') {
        bracketed = true;
      } else if (character == '>') {
        bracketed = false;
      }
    }
    return text.length();
  }

  /**
   * As {@link #parameters}, where each must have a name (RFC 3261 25.1).
   *
   * @param header names the header field in the message
   */
  static Map<String, String> checkedParameters(String header, String text)
      throws SipFormatException {
    List<String> parts = split(text, ';');
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i).isBlank() || parts.get(i).strip().startsWith("=")) {
        throw new SipFormatException(400, header + " has an empty parameter: " + text.strip());
      }
    }
    return parameters(text);
  }

  /** {@code ;a=b;c} as names in small letters and values; the first of two of a name counts. */
  static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : split(text, ';')) {
      if (!part.isBlank()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1).strip();
        parameters.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), value);
      }
    }
    return parameters;
  }
}
