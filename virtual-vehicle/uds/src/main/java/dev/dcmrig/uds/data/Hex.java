// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds.data;

import java.util.HexFormat;

/** Numbers and bytes as the files write them: {@code 0xF190}, {@code "12 34"}. */
final class Hex {
  private Hex() {}

  /**
   * A number.
   *
   * @param text {@code 0x} and one digit at least
   * @param most the largest that is taken
   * @param what it is, for messages
   */
  static int number(String text, int most, String what) {
    if (!text.matches("0x[0-9A-Fa-f]{1,7}")) {
      throw new IllegalArgumentException(
          what + " '" + text + "' can't be used; write it as 0x" + String.format("%X", most));
    }
    int number = Integer.parseInt(text.substring(2), 16);
    if (number > most) {
      throw new IllegalArgumentException(
          String.format("%s '%s' is too large; 0x0 to 0x%X", what, text, most));
    }
    return number;
  }

  /** Bytes: pairs of digits, blanks between them if wanted. */
  static byte[] bytes(String text, String what) {
    String digits = text.replace(" ", "");
    if (!digits.matches("([0-9A-Fa-f]{2})+")) {
      throw new IllegalArgumentException(
          what + " '" + text + "' are no bytes; write pairs of hexadecimal digits, \"12 34\"");
    }
    return HexFormat.of().parseHex(digits);
  }
}
