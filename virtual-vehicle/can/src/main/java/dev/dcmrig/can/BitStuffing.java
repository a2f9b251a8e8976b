// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

/**
 * Counts stuff bits (ISO 11898-1:2015, 10.5): after five equal bits a complementary one is sent,
 * which itself begins the next run. Works a byte at a time from tables.
 *
 * <p>The state between two bits is the last bit sent and the length of its run:
 *
 * <pre>
 *   state = 5 * lastBit + run - 1      run 1 to 5; a run of 5 has its stuff bit pending
 * </pre>
 */
final class BitStuffing {
  private static final int RUN = 5;
  private static final int STATES = 2 * RUN;

  /** Bus idle: as after recessive bits whose run doesn't count, since stuffing begins at SOF. */
  static final int IDLE = STATES;

  /** Low byte: next state. High byte: stuff bits inserted before or within the byte. */
  private static final short[] BYTES = new short[STATES * 256];

  static {
    for (int state = 0; state < STATES; state++) {
      for (int value = 0; value < 256; value++) {
        BYTES[state * 256 + value] = (short) bits(state, value, 8);
      }
    }
  }

  private BitStuffing() {}

  /**
   * Sends the {@code count} low bits of {@code value}, first the highest.
   *
   * @return {@code stuffBits << 8 | nextState}
   */
  static int bits(int state, int value, int count) {
    int now = state;
    int stuffed = 0;
    for (int index = count - 1; index >= 0; index--) {
      int bit = value >>> index & 1;
      if (now == IDLE) {
        now = RUN * bit;
        continue;
      }
      if (isPending(now)) {
        stuffed++;
        now = RUN * (1 - now / RUN);
      }
      now = now / RUN == bit ? now + 1 : RUN * bit;
    }
    return stuffed << 8 | now;
  }

  /** Sends eight bits. */
  static int octet(int state, int value) {
    return BYTES[state * 256 + (value & 0xFF)];
  }

  /** Whether a stuff bit follows the last bit sent. */
  static boolean isPending(int state) {
    return state != IDLE && state % RUN == RUN - 1;
  }
}
