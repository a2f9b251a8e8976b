// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers by (time, order of arming); allocates nothing once it has grown. Three places hold them,
 * and the order is that of one sorted list:
 *
 * <pre>
 *   front   the next timer of all, when it was armed as such: most are, and never see the heap
 *   heap    a binary heap
 *   lanes   timers that were armed twice with one delay stand behind one another, first come, first
 *           served: time never goes back, so that is their order. Only the first is in the heap.
 * </pre>
 *
 * Cyclic messages of one period share a lane: a hundred of them are one entry of the heap.
 */
final class TimerQueue {

  /** Delays that have a lane; timers of other delays stand in the heap. */
  static final int LANES = 24;

  private static final int IDLE = -1;
  private static final int FRONT = -2;
  private static final int BEHIND = -3;

  /** The delay of a timer that was never armed with one. */
  private static final long NO_DELAY = -1;

  /** Timers of one delay. */
  private static final class Lane {
    private long delay = NO_DELAY;
    private @Nullable Entry first;
    private @Nullable Entry last;
  }

  /** One alarm; knows its own place, so that moving it needs no search. */
  abstract static class Entry implements Timer {
    final Runnable task;
    long at;
    private long sequence;
    private int index = IDLE;
    private long delay = NO_DELAY;

    /** The lane of its delay; it stands in it only while {@link #inLane}. */
    private @Nullable Lane lane;

    private boolean inLane;
    private @Nullable Entry before;
    private @Nullable Entry behind;

    Entry(Runnable task) {
      this.task = task;
    }

    @Override
    public boolean isArmed() {
      return index != IDLE;
    }
  }

  private final Lane[] lanes = new Lane[LANES];
  private @Nullable Entry front;
  private @Nullable Entry[] heap = new Entry[64];
  private int size;
  private long nextSequence;

  TimerQueue() {
    Arrays.setAll(lanes, index -> new Lane());
  }

  @Nullable Entry first() {
    Entry next = front;
    return next != null ? next : heap[0];
  }

  /** Arms a timer whose delay is not known to come again. */
  void arm(Entry entry, long at) {
    arm(entry, at, NO_DELAY);
  }

  /**
   * Arms a timer.
   *
   * @param delay from the present to {@code at}, where the present never goes back
   */
  void arm(Entry entry, long at, long delay) {
    if (entry.index != IDLE) {
      remove(entry);
    }
    entry.at = at;
    entry.sequence = nextSequence++;
    if (delay == NO_DELAY || delay != entry.delay) {
      entry.delay = delay;
      insert(entry);
      return;
    }
    Lane lane = entry.lane;
    if (lane == null || lane.delay != delay) {
      lane = laneOf(delay);
      entry.lane = lane;
    }
    if (lane == null) {
      insert(entry);
    } else {
      enter(lane, entry);
    }
  }

  private void enter(Lane lane, Entry entry) {
    Entry last = lane.last;
    entry.inLane = true;
    entry.before = last;
    lane.last = entry;
    if (last == null) {
      lane.first = entry;
      insert(entry);
    } else {
      last.behind = entry;
      entry.index = BEHIND;
    }
  }

  /** The lane of a delay, or an empty one that becomes it, or null when none is left. */
  private @Nullable Lane laneOf(long delay) {
    Lane empty = null;
    for (Lane lane : lanes) {
      if (lane.delay == delay) {
        return lane;
      }
      if (empty == null && lane.first == null) {
        empty = lane;
      }
    }
    if (empty != null) {
      empty.delay = delay;
    }
    return empty;
  }

  void remove(Entry entry) {
    int index = entry.index;
    if (index == IDLE) {
      return;
    }
    entry.index = IDLE;
    Entry next = entry.inLane ? leave(entry) : null;
    if (index == BEHIND) {
      return;
    }
    if (index == FRONT) {
      front = null;
      if (next != null) {
        insert(next);
      }
    } else if (next != null) {
      // Whoever stood behind comes later: it can only sink.
      siftDown(index, next);
    } else {
      takeOut(index);
    }
  }

  /** Leaves the lane; gives the one behind when this one was the first. */
  private static @Nullable Entry leave(Entry entry) {
    Lane lane = entry.lane;
    if (lane == null) {
      throw new IllegalStateException("a timer stands in a lane that it doesn't know");
    }
    Entry before = entry.before;
    Entry behind = entry.behind;
    entry.inLane = false;
    entry.before = null;
    entry.behind = null;
    if (behind == null) {
      lane.last = before;
    } else {
      behind.before = before;
    }
    if (before != null) {
      before.behind = behind;
      return null;
    }
    lane.first = behind;
    return behind;
  }

  private void insert(Entry entry) {
    Entry next = front;
    if (next == null) {
      if (size == 0 || isBefore(entry, get(0))) {
        stepForward(entry);
      } else {
        push(entry);
      }
    } else if (isBefore(entry, next)) {
      push(next);
      stepForward(entry);
    } else {
      push(entry);
    }
  }

  private void stepForward(Entry entry) {
    front = entry;
    entry.index = FRONT;
  }

  private void push(Entry entry) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    siftUp(size++, entry);
  }

  private void takeOut(int hole) {
    Entry last = get(--size);
    heap[size] = null;
    if (hole < size) {
      siftDown(hole, last);
      if (last.index == hole) {
        siftUp(hole, last);
      }
    }
  }

  private Entry get(int index) {
    Entry entry = heap[index];
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
      if (isBefore(above, entry)) {
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
      if (child + 1 < size && isBefore(get(child + 1), get(child))) {
        child++;
      }
      Entry below = get(child);
      if (isBefore(entry, below)) {
        break;
      }
      place(index, below);
      index = child;
    }
    place(index, entry);
  }

  private void place(int index, Entry entry) {
    heap[index] = entry;
    entry.index = index;
  }

  private static boolean isBefore(Entry a, Entry b) {
    return a.at < b.at || (a.at == b.at && a.sequence < b.sequence);
  }
}
