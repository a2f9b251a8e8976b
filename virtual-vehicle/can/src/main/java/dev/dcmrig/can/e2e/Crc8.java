// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.e2e;

/**
 * An 8-bit CRC, most significant bit first, by table. The caller holds the register, so that a CRC
 * can run over parts.
 */
public final class Crc8 {
  /** Polynomial x^8 + x^4 + x^3 + x^2 + 1 (AUTOSAR SWS CRC Library, CRC8 SAE J1850). */
  public static final Crc8 SAE_J1850 = new Crc8(0x1D);

  /** Polynomial x^8 + x^5 + x^3 + x^2 + x + 1 (AUTOSAR SWS CRC Library, CRC8H2F). */
  public static final Crc8 H2F = new Crc8(0x2F);

  private final byte[] table = new byte[256];

  private Crc8(int polynomial) {
    for (int i = 0; i < 256; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x80) != 0 ? (crc << 1) ^ polynomial : crc << 1;
      }
      table[i] = (byte) crc;
    }
  }

  /** The register after one more byte. */
  public int update(int register, int value) {
    return table[(register ^ value) & 0xFF] & 0xFF;
  }

  /** CRC of a whole text as the AUTOSAR library gives it: start value 0xFF, XOR value 0xFF. */
  public int of(byte[] data) {
    int register = 0xFF;
    for (byte b : data) {
      register = update(register, b);
    }
    return register ^ 0xFF;
  }
}
