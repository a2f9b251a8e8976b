// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.mime;

/** Finds bytes in bytes. */
final class ByteSearch {
  private ByteSearch() {}

  /** Index of the first occurrence at or behind {@code from}, or -1. */
  static int indexOf(byte[] in, byte[] what, int from) {
    for (int i = Math.max(0, from); i + what.length <= in.length; i++) {
      if (startsAt(in, what, i)) {
        return i;
      }
    }
    return -1;
  }

  static boolean startsAt(byte[] in, byte[] what, int at) {
    if (at < 0 || at + what.length > in.length) {
      return false;
    }
    for (int i = 0; i < what.length; i++) {
      if (in[at + i] != what[i]) {
        return false;
      }
    }
    return true;
  }
}
