// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

/** Bytes that are no minimum set of data: says what is wrong and at which bit. */
public final class MsdException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int bit;

  MsdException(String what, int bit) {
    super(what + " (at bit " + bit + ", byte " + bit / 8 + ")");
    this.bit = bit;
  }

  /** Offset of the fault from the first bit of the message. */
  public int bit() {
    return bit;
  }
}
