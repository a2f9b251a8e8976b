// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.e2e;

import dev.dcmrig.can.Frame;

/**
 * E2E profile 2 (AUTOSAR PRS E2E Protocol, clause 6.4): CRC-8H2F with start value and XOR value
 * 0xFF, 4-bit counter from 0 to 15, and a data id that changes with the counter.
 *
 * <pre>
 *   byte 0   CRC over: bytes 1 to n-1, then dataIdList[counter]
 *   byte 1   ....cccc counter
 *   byte 2.. data
 * </pre>
 */
public final class E2eProfile2 implements E2eProfile {
  /** Entries of a data id list. */
  public static final int LIST_LENGTH = 16;

  private final byte[] dataIdList;
  private final int maxDeltaCounter;

  /**
   * @param dataIdList sixteen bytes, one for each value of the counter
   * @param maxDeltaCounter 1 to 15
   */
  public E2eProfile2(byte[] dataIdList, int maxDeltaCounter) {
    if (dataIdList.length != LIST_LENGTH) {
      throw new IllegalArgumentException(
          dataIdList.length + " data ids: profile 2 has " + LIST_LENGTH);
    }
    if (maxDeltaCounter < 1 || maxDeltaCounter > 15) {
      throw new IllegalArgumentException("max delta counter " + maxDeltaCounter + ": 1 to 15");
    }
    this.dataIdList = dataIdList.clone();
    this.maxDeltaCounter = maxDeltaCounter;
  }

  @Override
  public int reservedMask() {
    return 0x0F;
  }

  @Override
  public int minimumLength() {
    return 2;
  }

  @Override
  public int counterValues() {
    return 16;
  }

  @Override
  public int maxDeltaCounter() {
    return maxDeltaCounter;
  }

  @Override
  public int crc(byte[] data, int length, int counter) {
    int crc = 0xFF;
    for (int i = 1; i < length; i++) {
      crc = Crc8.H2F.update(crc, data[i]);
    }
    return Crc8.H2F.update(crc, dataIdList[counter]) ^ 0xFF;
  }

  @Override
  public int crc(Frame frame, int length, int counter) {
    int crc = 0xFF;
    for (int i = 1; i < length; i++) {
      crc = Crc8.H2F.update(crc, frame.at(i));
    }
    return Crc8.H2F.update(crc, dataIdList[counter]) ^ 0xFF;
  }
}
