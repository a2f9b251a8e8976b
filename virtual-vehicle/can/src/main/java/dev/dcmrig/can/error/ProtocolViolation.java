// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.error;

/** How the protocol was violated; each is a bit of an error frame's third byte. */
public enum ProtocolViolation implements ErrorBit {
  BIT(0x01, "bit error"),
  FORM(0x02, "form error"),
  STUFF(0x04, "stuff error"),
  /** A dominant bit was sent, a recessive one read back. */
  DOMINANT_BIT(0x08, "dominant bit not sent"),
  /** A recessive bit was sent, a dominant one read back. */
  RECESSIVE_BIT(0x10, "recessive bit not sent"),
  OVERLOAD(0x20, "overload"),
  ACTIVE_ERROR(0x40, "active error flag"),
  /** It happened to a frame that this controller sent; without it, to one that it received. */
  ON_TRANSMISSION(0x80, "on transmission");

  private final int bit;
  private final String words;

  ProtocolViolation(int bit, String words) {
    this.bit = bit;
    this.words = words;
  }

  @Override
  public int bit() {
    return bit;
  }

  @Override
  public String words() {
    return words;
  }
}
