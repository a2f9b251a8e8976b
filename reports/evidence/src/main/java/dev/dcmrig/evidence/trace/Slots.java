// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import java.util.Arrays;

/** What writer and reader remember of each shape of frame (channel, flags, length, identifier). */
final class Slots {
  private static final int TABLE = TraceFormat.MAX_SLOTS * 4;

  private final long[] tableKeys = new long[TABLE];
  private final int[] tableSlots = new int[TABLE];

  final long[] keys = new long[TraceFormat.MAX_SLOTS];
  final long[] lastNanos = new long[TraceFormat.MAX_SLOTS];
  final long[] periodNanos = new long[TraceFormat.MAX_SLOTS];
  final boolean[] seen = new boolean[TraceFormat.MAX_SLOTS];
  final int[] follower = new int[TraceFormat.MAX_SLOTS];
  final byte[][] data = new byte[TraceFormat.MAX_SLOTS][];
  int count;

  Slots() {
    Arrays.fill(tableSlots, -1);
  }

  static long key(int channel, int flags, int length, int id) {
    return ((long) (channel & 0xFF) << 48)
        | ((long) (flags & 0xFF) << 40)
        | ((long) length << 32)
        | (id & 0xFFFF_FFFFL);
  }

  /** The slot of a shape, or -1. */
  int find(long key) {
    int at = place(key);
    return tableSlots[at];
  }

  int define(long key, long nanos) {
    int slot = count++;
    int at = place(key);
    tableKeys[at] = key;
    tableSlots[at] = slot;
    keys[slot] = key;
    lastNanos[slot] = nanos;
    periodNanos[slot] = 0;
    seen[slot] = false;
    follower[slot] = 0;
    data[slot] = new byte[length(slot)];
    return slot;
  }

  void forget() {
    count = 0;
    Arrays.fill(tableSlots, -1);
  }

  void arrived(int slot, long nanos) {
    if (seen[slot]) {
      periodNanos[slot] = nanos - lastNanos[slot];
    }
    seen[slot] = true;
    lastNanos[slot] = nanos;
  }

  int channel(int slot) {
    return (int) (keys[slot] >>> 48) & 0xFF;
  }

  int flags(int slot) {
    return (int) (keys[slot] >>> 40) & 0xFF;
  }

  int length(int slot) {
    return (int) (keys[slot] >>> 32) & 0xFF;
  }

  int id(int slot) {
    return (int) keys[slot];
  }

  private int place(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 50) & (TABLE - 1);
    while (tableSlots[at] >= 0 && tableKeys[at] != key) {
      at = (at + 1) & (TABLE - 1);
    }
    return at;
  }
}
