// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

/**
 * STmin, the least time between two consecutive frames, as a flow control codes it (ISO
 * 15765-2:2016, 9.6.5.4).
 *
 * <pre>
 *   00-7F  0 to 127 ms
 *   F1-F9  100 to 900 microseconds
 *   other  reserved: the sender takes 127 ms (9.6.5.5)
 * </pre>
 *
 * @param code 0 to 255
 */
public record SeparationTime(int code) {
  /** No pause asked for. */
  public static final SeparationTime NONE = new SeparationTime(0);

  private static final long MILLI = 1_000_000;
  private static final int LONGEST_MILLIS = 0x7F;
  private static final int FIRST_MICRO_CODE = 0xF1;
  private static final int LAST_MICRO_CODE = 0xF9;

  public SeparationTime {
    if (code < 0 || code > 0xFF) {
      throw new IllegalArgumentException("separation time code " + code + ": 0 to 255");
    }
  }

  /** Whole milliseconds, 0 to 127. */
  public static SeparationTime ofMillis(int millis) {
    if (millis < 0 || millis > LONGEST_MILLIS) {
      throw new IllegalArgumentException("separation time of " + millis + " ms: 0 to 127");
    }
    return new SeparationTime(millis);
  }

  /** Whole steps of 100 microseconds, 100 to 900. */
  public static SeparationTime ofMicros(int micros) {
    if (micros < 100 || micros > 900 || micros % 100 != 0) {
      throw new IllegalArgumentException(
          "separation time of " + micros + " us: 100 to 900 in steps of 100");
    }
    return new SeparationTime(FIRST_MICRO_CODE - 1 + micros / 100);
  }

  /** Whether the code means nothing. */
  public boolean reserved() {
    return code > LONGEST_MILLIS && !inMicros();
  }

  private boolean inMicros() {
    return code >= FIRST_MICRO_CODE && code <= LAST_MICRO_CODE;
  }

  /** The pause that a sender keeps, in nanoseconds. */
  public long nanos() {
    if (inMicros()) {
      return (code - FIRST_MICRO_CODE + 1) * MILLI / 10;
    }
    return Math.min(code, LONGEST_MILLIS) * MILLI;
  }
}
