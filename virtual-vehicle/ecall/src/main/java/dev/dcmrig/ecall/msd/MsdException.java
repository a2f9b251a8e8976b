// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.List;

/** Bytes that are no minimum set of data: says what is wrong, in which field and at which bit. */
public final class MsdException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int bit;
  private final String field;
  private final transient List<MsdField> fields;

  MsdException(String what, String field, int bit, List<MsdField> fields) {
    super(what + " (" + field + ", at bit " + bit + ", byte " + bit / 8 + ")");
    this.bit = bit;
    this.field = field;
    this.fields = List.copyOf(fields);
  }

  /** Offset of the fault from the first bit of the message. */
  public int bit() {
    return bit;
  }

  /** The field at which decoding stopped. */
  public String field() {
    return field;
  }

  /** The fields before it, which could be read. */
  public List<MsdField> fields() {
    return fields;
  }
}
