// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.e2e;

import dev.dcmrig.can.Frame;

/**
 * How one message is protected: where CRC and counter lie, and what the CRC covers. Immutable;
 * state is with {@link E2eProtector} and {@link E2eChecker}.
 */
public interface E2eProfile {

  /** Position of the CRC's byte in the message. */
  int CRC_BYTE = 0;

  /** The byte whose low four bits are the counter. */
  int COUNTER_BYTE = 1;

  /** Bits of byte {@link #COUNTER_BYTE} that the profile uses, as a mask. */
  int reservedMask();

  /** Shortest message in bytes that can be protected. */
  int minimumLength();

  /** Values of the counter: 15 (profile 1; 15 itself is invalid) or 16. */
  int counterValues();

  /** Largest step of the counter that still is some frames lost (MaxDeltaCounterInit). */
  int maxDeltaCounter();

  /** Writes what the profile keeps in the message beside CRC and counter. */
  default void writeId(byte[] data) {}

  /** The CRC that the first {@code length} bytes should carry. */
  int crc(byte[] data, int length, int counter);

  /** The CRC that the first {@code length} bytes of a frame should carry. */
  int crc(Frame frame, int length, int counter);

  /** What an explicit part of the data id says; true if the profile has none. */
  default boolean idMatches(Frame frame) {
    return true;
  }
}
