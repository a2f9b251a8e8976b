// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import java.util.BitSet;

/**
 * What the sequence numbers of one sender's datagrams tell. A number says 256 values only: a gap of
 * 128 or more looks like a datagram that is late. One that is late and was not missed has come
 * twice, or its sender has begun anew: the number after it tells.
 */
final class SequenceCheck {
  private static final int VALUES = 256;
  private static final int NONE = -1;

  private final BitSet missing = new BitSet(VALUES);
  private int expected = NONE;

  /** Expected next when the sender has begun anew with the last datagram. */
  private int anew = NONE;

  private long lost;
  private long outOfOrder;

  /** A datagram with this number, 0 to 255, has come. */
  void came(int number) {
    if (number == anew) {
      missing.clear();
      goesOnAfter(number);
      return;
    }
    if (anew != NONE) {
      outOfOrder++;
      anew = NONE;
    }
    int ahead = number - expected & VALUES - 1;
    if (expected == NONE || ahead == 0) {
      goesOnAfter(number);
    } else if (ahead < VALUES / 2) {
      for (int each = expected; each != number; each = after(each)) {
        missing.set(each);
      }
      lost += ahead;
      goesOnAfter(number);
    } else if (after(number) == expected) {
      outOfOrder++;
    } else if (missing.get(number)) {
      outOfOrder++;
      missing.clear(number);
      lost--;
    } else {
      anew = after(number);
    }
  }

  private void goesOnAfter(int number) {
    missing.clear(number);
    anew = NONE;
    expected = after(number);
  }

  private static int after(int number) {
    return number + 1 & VALUES - 1;
  }

  /** Datagrams that have not come so far. */
  long lost() {
    return lost;
  }

  /** Datagrams that came after a later one, or a second time. */
  long outOfOrder() {
    return outOfOrder;
  }
}
