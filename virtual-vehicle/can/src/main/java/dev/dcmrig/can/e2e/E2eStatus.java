// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.e2e;

/** What a checker says of one frame (AUTOSAR {@code E2E_P01CheckStatusType}). */
public enum E2eStatus {
  /** The counter is the one before plus one. */
  OK(true),
  /** The counter jumped, by no more than the profile allows: some frames were lost. */
  OK_SOME_LOST(true),
  /** The first good CRC since the beginning: the counter has nothing to be held against yet. */
  INITIAL(false),
  /** The counter did not move. */
  REPEATED(false),
  /** The counter jumped too far. */
  WRONG_SEQUENCE(false),
  /** CRC, data id, invalid counter or length: the frame is not what the sender sent. */
  WRONG_CRC(false),
  /** No frame since the last check. */
  NO_NEW_DATA(false);

  private final boolean good;

  E2eStatus(boolean good) {
    this.good = good;
  }

  /** Whether the data may be used. */
  public boolean isGood() {
    return good;
  }
}
