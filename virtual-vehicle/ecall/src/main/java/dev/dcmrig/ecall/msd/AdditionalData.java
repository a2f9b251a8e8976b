// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Optional additional data: bytes whose meaning an object identifier names, relative to the arc
 * that EN 15722 gives out.
 *
 * @param relativeOid its sub-identifiers, at least one, each 0 to 2^31 - 1
 * @param data 0 to 127 bytes here, since a whole message has at most 140
 */
public record AdditionalData(List<Integer> relativeOid, byte[] data) {
  static final int MAX_DATA_BYTES = 127;
  static final int MAX_SUB_IDENTIFIERS = 16;

  public AdditionalData {
    relativeOid = List.copyOf(relativeOid);
    data = data.clone();
    if (relativeOid.isEmpty() || relativeOid.size() > MAX_SUB_IDENTIFIERS) {
      throw new IllegalArgumentException(
          "an object identifier of additional data has 1 to "
              + MAX_SUB_IDENTIFIERS
              + " parts, not "
              + relativeOid.size());
    }
    for (int part : relativeOid) {
      if (part < 0) {
        throw new IllegalArgumentException(
            "part " + part + " of the object identifier " + relativeOid + " is negative");
      }
    }
    if (data.length > MAX_DATA_BYTES) {
      throw new IllegalArgumentException(
          data.length + " bytes of additional data don't fit a minimum set of data of 140 bytes");
    }
  }

  @Override
  public byte[] data() {
    return data.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AdditionalData that
        && relativeOid.equals(that.relativeOid)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * relativeOid.hashCode() + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return relativeOid + ":" + HexFormat.of().formatHex(data);
  }
}
