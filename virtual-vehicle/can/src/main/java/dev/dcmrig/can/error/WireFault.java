// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.error;

/**
 * What a transceiver says of one wire: half of an error frame's fifth byte, CANH the low half, CANL
 * the high one.
 */
public enum WireFault {
  UNSPECIFIED(0, "unspecified"),
  NO_WIRE(4, "no wire"),
  SHORT_TO_BATTERY(5, "short to battery"),
  SHORT_TO_SUPPLY(6, "short to supply"),
  SHORT_TO_GROUND(7, "short to ground"),
  /** Told of CANL only. */
  SHORT_TO_CANH(8, "short to CANH");

  private final int code;
  private final String words;

  WireFault(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /** Its number within a wire's four bits (CAN_ERR_TRX_... of linux/can/error.h). */
  public int code() {
    return code;
  }

  public String words() {
    return words;
  }

  static WireFault canHigh(int status) {
    WireFault found = of(status & 0xF);
    return found == SHORT_TO_CANH ? UNSPECIFIED : found;
  }

  static WireFault canLow(int status) {
    return of(status >> 4 & 0xF);
  }

  private static WireFault of(int code) {
    for (WireFault each : values()) {
      if (each.code == code) {
        return each;
      }
    }
    return UNSPECIFIED;
  }
}
