// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Content octets of a RELATIVE-OID (X.690 8.20): base 128, most significant first, bit 8 goes on.
 */
final class RelativeOid {
  private static final int MAX_OCTETS_EACH = 5;

  private RelativeOid() {}

  static byte[] toOctets(List<Integer> parts) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int part : parts) {
      int groups = Math.max(1, (38 - Integer.numberOfLeadingZeros(part)) / 7);
      for (int i = groups - 1; i >= 0; i--) {
        octets.write((part >>> (7 * i) & 0x7F) | (i > 0 ? 0x80 : 0));
      }
    }
    return octets.toByteArray();
  }

  /** Empty when the octets end inside a part, or a part is too big, padded, or there is none. */
  static Optional<List<Integer>> ofOctets(byte[] octets) {
    List<Integer> parts = new ArrayList<>();
    long part = 0;
    int length = 0;
    for (byte each : octets) {
      int octet = each & 0xFF;
      if (length == 0 && octet == 0x80) {
        return Optional.empty();
      }
      part = part << 7 | (octet & 0x7F);
      length++;
      if (length > MAX_OCTETS_EACH || part > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      if ((octet & 0x80) == 0) {
        parts.add((int) part);
        part = 0;
        length = 0;
      }
    }
    boolean whole = length == 0 && !parts.isEmpty();
    return whole && parts.size() <= AdditionalData.MAX_SUB_IDENTIFIERS
        ? Optional.of(List.copyOf(parts))
        : Optional.empty();
  }
}
