// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.e2e;

import dev.dcmrig.can.Frame;

/**
 * E2E profile 1, variants 1A and 1C (AUTOSAR PRS E2E Protocol, clause 6.3): CRC-8 SAE J1850 with
 * start value and XOR value 0, 4-bit counter from 0 to 14.
 *
 * <pre>
 *   byte 0   CRC over: data id (as the mode says), then bytes 1 to n-1
 *   byte 1   ....cccc counter; in mode NIBBLE iiii.... low nibble of the data id's high byte
 *   byte 2.. data
 * </pre>
 *
 * @param dataId 0 to 0xFFFF; in mode NIBBLE 12 bits
 * @param mode which bytes of the data id go into the CRC
 * @param maxDeltaCounter 1 to 14
 */
public record E2eProfile1(int dataId, DataIdMode mode, int maxDeltaCounter) implements E2eProfile {

  /** Inclusion of the data id ({@code E2E_P01DataIDMode}). */
  public enum DataIdMode {
    /** Low byte, then high byte. */
    BOTH,
    /** Low byte with an even counter, high byte with an odd one. */
    ALT,
    /** Low byte only. */
    LOW,
    /** Low byte, then 0; the high byte's low nibble goes with the message. */
    NIBBLE
  }

  public E2eProfile1 {
    int max = mode == DataIdMode.NIBBLE ? 0xFFF : 0xFFFF;
    if (dataId < 0 || dataId > max) {
      throw new IllegalArgumentException(
          String.format("data id 0x%X: mode %s has at most 0x%X", dataId, mode, max));
    }
    if (maxDeltaCounter < 1 || maxDeltaCounter > 14) {
      throw new IllegalArgumentException("max delta counter " + maxDeltaCounter + ": 1 to 14");
    }
  }

  @Override
  public int reservedMask() {
    return mode == DataIdMode.NIBBLE ? 0xFF : 0x0F;
  }

  @Override
  public int minimumLength() {
    return 2;
  }

  @Override
  public int counterValues() {
    return 15;
  }

  @Override
  public void writeId(byte[] data) {
    if (mode == DataIdMode.NIBBLE) {
      data[COUNTER_BYTE] = (byte) ((data[COUNTER_BYTE] & 0x0F) | ((dataId >> 8) << 4));
    }
  }

  @Override
  public boolean idMatches(Frame frame) {
    return mode != DataIdMode.NIBBLE || (frame.at(COUNTER_BYTE) & 0xF0) >> 4 == dataId >> 8;
  }

  @Override
  public int crc(byte[] data, int length, int counter) {
    int crc = idCrc(counter);
    for (int i = 1; i < length; i++) {
      crc = Crc8.SAE_J1850.update(crc, data[i]);
    }
    return crc;
  }

  @Override
  public int crc(Frame frame, int length, int counter) {
    int crc = idCrc(counter);
    for (int i = 1; i < length; i++) {
      crc = Crc8.SAE_J1850.update(crc, frame.at(i));
    }
    return crc;
  }

  private int idCrc(int counter) {
    int low = dataId & 0xFF;
    int high = dataId >> 8;
    return switch (mode) {
      case BOTH -> Crc8.SAE_J1850.update(Crc8.SAE_J1850.update(0, low), high);
      case ALT -> Crc8.SAE_J1850.update(0, counter % 2 == 0 ? low : high);
      case LOW -> Crc8.SAE_J1850.update(0, low);
      case NIBBLE -> Crc8.SAE_J1850.update(Crc8.SAE_J1850.update(0, low), 0);
    };
  }
}
