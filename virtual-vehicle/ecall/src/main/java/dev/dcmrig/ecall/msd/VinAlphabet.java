// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

/** The characters of a vehicle identification number (ISO 3779): no I, O and Q. */
final class VinAlphabet {
  static final int LENGTH = 17;

  /** Canonical order of the permitted alphabet is the order of its 6-bit codes (X.691 30.5). */
  private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

  private VinAlphabet() {}

  static int code(char character) {
    return CHARACTERS.indexOf(character);
  }

  static char character(int code) {
    return CHARACTERS.charAt(code);
  }

  static int size() {
    return CHARACTERS.length();
  }

  static void check(String vin) {
    if (vin.length() != LENGTH) {
      throw new IllegalArgumentException(
          "the vehicle identification number '" + vin + "' has not " + LENGTH + " characters");
    }
    for (int i = 0; i < LENGTH; i++) {
      if (code(vin.charAt(i)) < 0) {
        throw new IllegalArgumentException(
            "the vehicle identification number '"
                + vin
                + "' has '"
                + vin.charAt(i)
                + "' at place "
                + (i + 1)
                + "; it may have digits and capital letters except I, O and Q");
      }
    }
  }
}
