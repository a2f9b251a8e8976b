// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.error;

/**
 * Where in a frame an error was seen: an error frame's fourth byte.
 *
 * <p>The numbers up to the intermission are those of linux/can/error.h; the other five are what
 * SJA1000-compatible controllers report beside them (error code capture register, SJA1000 data
 * sheet, table 8), which the kernel's drivers hand on.
 */
public enum ErrorLocation {
  UNSPECIFIED(0x00, "an unspecified place"),
  START_OF_FRAME(0x03, "start of frame"),
  /** Of a base frame the identifier's bits 10 to 3. */
  IDENTIFIER_28_21(0x02, "identifier bits 28-21"),
  /** Of a base frame the identifier's bits 2 to 0. */
  IDENTIFIER_20_18(0x06, "identifier bits 20-18"),
  /** Of a base frame the bit RTR. */
  SUBSTITUTE_REMOTE_REQUEST(0x04, "bit SRR"),
  IDENTIFIER_EXTENSION(0x05, "bit IDE"),
  IDENTIFIER_17_13(0x07, "identifier bits 17-13"),
  IDENTIFIER_12_5(0x0F, "identifier bits 12-5"),
  IDENTIFIER_4_0(0x0E, "identifier bits 4-0"),
  REMOTE_REQUEST(0x0C, "bit RTR"),
  RESERVED_1(0x0D, "reserved bit 1"),
  RESERVED_0(0x09, "reserved bit 0"),
  DATA_LENGTH_CODE(0x0B, "data length code"),
  DATA(0x0A, "data field"),
  CRC_SEQUENCE(0x08, "CRC sequence"),
  CRC_DELIMITER(0x18, "CRC delimiter"),
  ACKNOWLEDGE_SLOT(0x19, "acknowledge slot"),
  ACKNOWLEDGE_DELIMITER(0x1B, "acknowledge delimiter"),
  END_OF_FRAME(0x1A, "end of frame"),
  INTERMISSION(0x12, "intermission"),
  ACTIVE_ERROR_FLAG(0x11, "active error flag"),
  TOLERATED_DOMINANT_BITS(0x13, "tolerated dominant bits"),
  PASSIVE_ERROR_FLAG(0x16, "passive error flag"),
  ERROR_DELIMITER(0x17, "error delimiter"),
  OVERLOAD_FLAG(0x1C, "overload flag");

  private final int code;
  private final String words;

  ErrorLocation(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /** Its number (CAN_ERR_PROT_LOC_... of linux/can/error.h). */
  public int code() {
    return code;
  }

  public String words() {
    return words;
  }

  /** The place with this number; {@link #UNSPECIFIED} when no place has it. */
  static ErrorLocation of(int code) {
    for (ErrorLocation each : values()) {
      if (each.code == code) {
        return each;
      }
    }
    return UNSPECIFIED;
  }
}
