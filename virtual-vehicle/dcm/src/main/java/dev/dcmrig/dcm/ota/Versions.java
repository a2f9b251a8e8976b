// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import java.math.BigInteger;
import java.util.Comparator;

/** Versions of one to four numbers with dots between them, for instance {@code 2.10.0}. */
final class Versions {
  private static final String FORM = "[0-9]{1,9}(\\.[0-9]{1,9}){0,3}";
  private static final int PARTS = 4;
  private static final int BYTE = 256;

  /** By their numbers: {@code 2.10} is newer than {@code 2.9}, and {@code 2.0} is {@code 2}. */
  static final Comparator<String> ORDER = Versions::compare;

  private Versions() {}

  static boolean isVersion(String text) {
    return text.matches(FORM);
  }

  private static int compare(String one, String other) {
    for (int part = 0; part < PARTS; part++) {
      int order = number(one, part).compareTo(number(other, part));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static BigInteger number(String version, int part) {
    String[] parts = version.split("\\.", -1);
    return part < parts.length ? new BigInteger(parts[part]) : BigInteger.ZERO;
  }

  /** The first three numbers in one of 24 bits, for a signal: {@code 2.1.0} is 0x020100. */
  static int packed(String version) {
    int packed = 0;
    for (int part = 0; part < PARTS - 1; part++) {
      packed = packed * BYTE + Math.min(BYTE - 1, number(version, part).intValue());
    }
    return packed;
  }
}
