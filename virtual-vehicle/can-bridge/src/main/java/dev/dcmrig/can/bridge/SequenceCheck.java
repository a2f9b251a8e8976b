// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import java.util.BitSet;

/**
 * What the sequence numbers of one sender's datagrams tell. A number says 256 values only: a gap of
 * 128 or more looks like a datagram that is late. One that is late and was not missed is taken as a
 * sender that has begun anew.
 */
final class SequenceCheck {
  private static final int VALUES = 256;

  private final BitSet missing = new BitSet(VALUES);
  private int expected = -1;
  private long lost;
  private long outOfOrder;

  /** A datagram with this number, 0 to 255, has come. */
  void came(int number) {
    int ahead = number - expected & VALUES - 1;
    if (expected < 0 || ahead == 0) {
      goesOnAfter(number);
    } else if (ahead < VALUES / 2) {
      for (int each = expected; each != number; each = each + 1 & VALUES - 1) {
        missing.set(each);
      }
      lost += ahead;
      goesOnAfter(number);
    } else {
      outOfOrder++;
      if (missing.get(number)) {
        missing.clear(number);
        lost--;
      } else {
        missing.clear();
        goesOnAfter(number);
      }
    }
  }

  private void goesOnAfter(int number) {
    missing.clear(number);
    expected = number + 1 & VALUES - 1;
  }

  /** Datagrams that have not come so far. */
  long lost() {
    return lost;
  }

  /** Datagrams that came after a later one. */
  long outOfOrder() {
    return outOfOrder;
  }
}
