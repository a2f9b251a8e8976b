// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.e2e;

/** The sender's side of a protected message: writes the counter and the CRC. */
public final class E2eProtector {
  private final E2eProfile profile;
  private final int length;
  private int counter;

  /**
   * @param length of the message in bytes
   */
  public E2eProtector(E2eProfile profile, int length) {
    if (length < profile.minimumLength()) {
      throw new IllegalArgumentException(
          "a message of "
              + length
              + " bytes can't be protected: it needs "
              + profile.minimumLength());
    }
    this.profile = profile;
    this.length = length;
  }

  /** The counter that the next {@link #protect} writes. */
  public int counter() {
    return counter;
  }

  /** Protects the message in place, and counts. The first counter is 0. */
  public void protect(byte[] data) {
    write(data, counter);
    advance();
  }

  /** Protects the message with a counter of the caller's choice, and doesn't count. */
  public void write(byte[] data, int withCounter) {
    data[E2eProfile.COUNTER_BYTE] = (byte) ((data[E2eProfile.COUNTER_BYTE] & 0xF0) | withCounter);
    profile.writeId(data);
    data[E2eProfile.CRC_BYTE] = (byte) profile.crc(data, length, withCounter);
  }

  /** Counts, as a protected send does. */
  public void advance() {
    counter = (counter + 1) % profile.counterValues();
  }

  /** Begins at 0 again, as after a reset. */
  public void reset() {
    counter = 0;
  }
}
