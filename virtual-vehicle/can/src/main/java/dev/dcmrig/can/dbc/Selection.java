// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.util.List;

/** The raw values of a multiplexor with which a signal is there: ranges, both ends included. */
final class Selection {

  /** One range of raw values. */
  record Range(long lowest, long highest) {}

  private final long[] lowest;
  private final long[] highest;

  /**
   * @param ranges at least one
   */
  Selection(List<Range> ranges) {
    this.lowest = ranges.stream().mapToLong(Range::lowest).toArray();
    this.highest = ranges.stream().mapToLong(Range::highest).toArray();
  }

  boolean has(long raw) {
    for (int index = 0; index < lowest.length; index++) {
      if (raw >= lowest[index] && raw <= highest[index]) {
        return true;
      }
    }
    return false;
  }

  boolean meets(Selection other) {
    for (int index = 0; index < lowest.length; index++) {
      for (int at = 0; at < other.lowest.length; at++) {
        if (lowest[index] <= other.highest[at] && other.lowest[at] <= highest[index]) {
          return true;
        }
      }
    }
    return false;
  }

  /** The value that a writer sets. */
  long first() {
    return lowest[0];
  }
}
