// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

/**
 * Bit rates of a channel.
 *
 * @param nominalBitsPerSecond of classic frames and of the arbitration phase, 10,000 to 1,000,000
 * @param dataBitsPerSecond of the data phase of FD frames with BRS, up to 8,000,000 and not below
 *     the nominal rate
 */
public record BitRates(int nominalBitsPerSecond, int dataBitsPerSecond) {

  /** The usual vehicle bus: 500 kbit/s, 2 Mbit/s in the data phase. */
  public static final BitRates DEFAULT = new BitRates(500_000, 2_000_000);

  public BitRates {
    if (nominalBitsPerSecond < 10_000 || nominalBitsPerSecond > 1_000_000) {
      throw new IllegalArgumentException(
          "nominal bit rate of "
              + nominalBitsPerSecond
              + " bit/s: 10,000 to 1,000,000 are possible");
    }
    if (dataBitsPerSecond < nominalBitsPerSecond || dataBitsPerSecond > 8_000_000) {
      throw new IllegalArgumentException(
          "data bit rate of "
              + dataBitsPerSecond
              + " bit/s: from the nominal rate to 8,000,000 are possible");
    }
  }

  /** How long {@code bits} of the nominal rate last, in nanoseconds, rounded down. */
  long nominalNanos(long bits) {
    return bits * 1_000_000_000L / nominalBitsPerSecond;
  }

  /** How long a frame of so many bits at each rate lasts, in nanoseconds, rounded down. */
  public long nanos(long nominalBits, long dataBits) {
    long nominal = nominalBits * 1_000_000_000L / nominalBitsPerSecond;
    return dataBits == 0 ? nominal : nominal + dataBits * 1_000_000_000L / dataBitsPerSecond;
  }
}
