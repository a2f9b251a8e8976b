// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.flashing;

import dev.dcmrig.uds.data.CarDiagnostics;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * What one ECU is to be given.
 *
 * @param ecu that gets it
 * @param version that the ECU shall say afterwards (F189)
 * @param hardware that the software is made for (F191)
 * @param size of the software in bytes, 1 or more
 * @param source where its bytes are
 */
public record FlashJob(
    CarDiagnostics.Ecu ecu, String version, String hardware, int size, Source source) {
  private static final int PIECE = 4096;

  /** Bytes of software. */
  @FunctionalInterface
  public interface Source {
    byte[] read(int offset, int count);
  }

  /** CRC-32 of the software, 4 bytes, the highest first. */
  byte[] crc() {
    CRC32 crc = new CRC32();
    for (int at = 0; at < size; at += PIECE) {
      crc.update(source.read(at, Math.min(PIECE, size - at)));
    }
    return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
  }
}
