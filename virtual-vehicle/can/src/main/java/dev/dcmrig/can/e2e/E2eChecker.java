// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.e2e;

import dev.dcmrig.can.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's side of a protected message: judges one frame after the other (AUTOSAR {@code
 * E2E_P01Check}, {@code E2E_P02Check}). After a jump that is too far it follows the new counter, so
 * that the next frame can be good again (SyncCounterInit 0). A frame that was not sent widens the
 * step that is allowed only through {@link #noNewData()}.
 */
public final class E2eChecker {
  private final E2eProfile profile;
  private final int length;

  /** Of each counter the last frame whose checksum was right. A frame never changes. */
  private final @Nullable Frame[] right;

  private int lastCounter;
  private int maxDelta;
  private boolean initial = true;

  /**
   * @param length of the message in bytes
   */
  public E2eChecker(E2eProfile profile, int length) {
    this.profile = profile;
    this.length = length;
    this.right = new Frame[profile.counterValues()];
    this.maxDelta = profile.maxDeltaCounter();
  }

  /** Judges a frame that was received. */
  @SuppressWarnings("ReferenceEquality") // the very frame that was right the last time
  public E2eStatus check(Frame frame) {
    if (frame.length() < length) {
      return E2eStatus.WRONG_CRC;
    }
    int counter = frame.at(E2eProfile.COUNTER_BYTE) & 0x0F;
    if (counter >= right.length) {
      return E2eStatus.WRONG_CRC;
    }
    if (right[counter] != frame) {
      if (!profile.idMatches(frame)
          || profile.crc(frame, length, counter) != (frame.at(E2eProfile.CRC_BYTE) & 0xFF)) {
        return E2eStatus.WRONG_CRC;
      }
      right[counter] = frame;
    }
    return sequence(counter);
  }

  private E2eStatus sequence(int counter) {
    if (initial) {
      initial = false;
      lastCounter = counter;
      return E2eStatus.INITIAL;
    }
    int delta = Math.floorMod(counter - lastCounter, profile.counterValues());
    if (delta == 0) {
      return E2eStatus.REPEATED;
    }
    boolean tooFar = delta > maxDelta;
    lastCounter = counter;
    maxDelta = profile.maxDeltaCounter();
    if (tooFar) {
      return E2eStatus.WRONG_SEQUENCE;
    }
    return delta == 1 ? E2eStatus.OK : E2eStatus.OK_SOME_LOST;
  }

  /** A cycle went by without a frame: the next one may have a counter that is one further. */
  public E2eStatus noNewData() {
    maxDelta = Math.min(maxDelta + 1, profile.counterValues() - 1);
    return E2eStatus.NO_NEW_DATA;
  }

  /** Forgets the counter, as after a reset. */
  public void reset() {
    initial = true;
    maxDelta = profile.maxDeltaCounter();
  }
}
