// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.error;

/** What a controller says of itself; each is a bit of an error frame's second byte. */
public enum ControllerProblem implements ErrorBit {
  RECEIVE_OVERFLOW(0x01, "receive buffer overflow"),
  TRANSMIT_OVERFLOW(0x02, "transmit buffer overflow"),
  /** The receive error counter has reached 96. */
  RECEIVE_WARNING(0x04, "receive errors reached the warning level"),
  /** The transmit error counter has reached 96. */
  TRANSMIT_WARNING(0x08, "transmit errors reached the warning level"),
  /** The receive error counter has passed 127. */
  RECEIVE_PASSIVE(0x10, "error-passive by receive errors"),
  /** The transmit error counter has passed 127. */
  TRANSMIT_PASSIVE(0x20, "error-passive by transmit errors"),
  ACTIVE(0x40, "error-active again");

  private final int bit;
  private final String words;

  ControllerProblem(int bit, String words) {
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
