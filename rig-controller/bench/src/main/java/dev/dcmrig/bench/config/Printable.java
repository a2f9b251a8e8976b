// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

/**
 * Text of a file as a message may show it: on one line, and without what a terminal would obey. A
 * file may hold anything, escape sequences included.
 */
final class Printable {
  private Printable() {}

  /** Control characters, and the marks that turn the direction of text, become {@code \\uXXXX}. */
  static String of(String text, int most) {
    int shown = Math.min(text.length(), most);
    StringBuilder printable = new StringBuilder(shown);
    for (int i = 0; i < shown; i++) {
      char letter = text.charAt(i);
      if (letter == '\n' || letter == '\r') {
        printable.append(' ');
      } else if (isHidden(letter)) {
        printable.append(String.format("\\u%04X", (int) letter));
      } else {
        printable.append(letter);
      }
    }
    return shown < text.length() ? printable + "..." : printable.toString();
  }

  private static boolean isHidden(char letter) {
    return Character.isISOControl(letter)
        || Character.getType(letter) == Character.FORMAT
        || (Character.isSurrogate(letter) && !Character.isDefined(letter));
  }
}
