// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A binary heap of timers by (time, order of arming) that allocates nothing once it has grown. */
final class TimerHeap {

  /** One alarm; knows its own place, so that moving it needs no search. */
  abstract static class Entry implements Timer {
    final Runnable task;
    long at;
    long sequence;
    int index = -1;

    Entry(Runnable task) {
      this.task = task;
    }

    @Override
    public boolean isArmed() {
      return index >= 0;
    }
  }

  private @Nullable Entry[] entries = new Entry[64];
  private int size;
  private long nextSequence;

  @Nullable Entry first() {
    return entries[0];
  }

  void arm(Entry entry, long at) {
    if (entry.index >= 0) {
      remove(entry);
    }
    entry.at = at;
    entry.sequence = nextSequence++;
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size * 2);
    }
    siftUp(size++, entry);
  }

  void remove(Entry entry) {
    int hole = entry.index;
    if (hole < 0) {
      return;
    }
    entry.index = -1;
    Entry last = get(--size);
    entries[size] = null;
    if (last != entry) {
      siftDown(hole, last);
      if (last.index == hole) {
        siftUp(hole, last);
      }
    }
  }

  private Entry get(int index) {
    Entry entry = entries[index];
    if (entry == null) {
      throw new IllegalStateException("no timer at " + index + " of " + size);
    }
    return entry;
  }

  private void siftUp(int start, Entry entry) {
    int index = start;
    while (index > 0) {
      int parent = (index - 1) >>> 1;
      Entry above = get(parent);
      if (before(above, entry)) {
        break;
      }
      place(index, above);
      index = parent;
    }
    place(index, entry);
  }

  private void siftDown(int start, Entry entry) {
    int index = start;
    int half = size >>> 1;
    while (index < half) {
      int child = 2 * index + 1;
      if (child + 1 < size && before(get(child + 1), get(child))) {
        child++;
      }
      Entry below = get(child);
      if (before(entry, below)) {
        break;
      }
      place(index, below);
      index = child;
    }
    place(index, entry);
  }

  private void place(int index, Entry entry) {
    entries[index] = entry;
    entry.index = index;
  }

  private static boolean before(Entry a, Entry b) {
    return a.at < b.at || (a.at == b.at && a.sequence < b.sequence);
  }
}
