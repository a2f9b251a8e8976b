// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A picture of a frame log that is drawn while it is written: how many frames in each span of time,
 * and the changes of bytes that seldom change (an airbag's state, not its counter).
 */
public final class TraceSummary {
  /** Spans of equal width; when time outgrows them, two become one. */
  private static final int SPANS = 512;

  /** A byte of a shape that changes more often is not an event. */
  static final int SELDOM = 24;

  /** Changes kept while it is not yet known which bytes change seldom. */
  private static final int MAX_CHANGES = 20_000;

  private final int[] counts = new int[SPANS];
  private long widthNanos = 1_000_000;
  private final List<Change> changes = new ArrayList<>();
  private final int[][] changesOfByte = new int[TraceFormat.MAX_SLOTS][];

  /** Of each shape, a bit for each byte that changes too often to be counted on. */
  private final long[] often = new long[TraceFormat.MAX_SLOTS];

  private boolean thinned;

  /** A frame whose byte {@code index} is new. */
  public record Change(long timeNanos, int slot, int index, int channel, int id, String frame) {}

  void frame(long nanos) {
    long span = nanos / widthNanos;
    while (span >= SPANS) {
      for (int i = 0; i < SPANS / 2; i++) {
        counts[i] = counts[2 * i] + counts[2 * i + 1];
      }
      Arrays.fill(counts, SPANS / 2, SPANS, 0);
      widthNanos *= 2;
      span = nanos / widthNanos;
    }
    counts[(int) Math.max(0, span)]++;
  }

  void defined(int slot, int length) {
    changesOfByte[slot] = new int[length];
    often[slot] = 0;
  }

  /** Bit i is set when byte i of a shape changes often: {@link #seldom} need not be asked. */
  long often(int slot) {
    return often[slot];
  }

  void forgotten() {
    // After so many shapes nobody would read a list of changes.
    thinned = true;
    Arrays.fill(changesOfByte, null);
  }

  /** Whether a change of this byte is worth noting; counts it. */
  boolean seldom(int slot, int index) {
    int[] ofByte = changesOfByte[slot];
    if (ofByte == null) {
      return false;
    }
    if (++ofByte[index] > SELDOM) {
      often[slot] |= 1L << index;
      return false;
    }
    return true;
  }

  void changed(Change change) {
    if (changes.size() < MAX_CHANGES) {
      changes.add(change);
    } else {
      thinned = true;
    }
  }

  /** Width of one span of {@link #density}. */
  public long widthNanos() {
    return widthNanos;
  }

  /** Frames in each span, up to the last one that has any. */
  public int[] density() {
    int end = SPANS;
    while (end > 0 && counts[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(counts, end);
  }

  /** Changes of bytes that changed at most {@value #SELDOM} times, one for each frame. */
  public List<Change> changes() {
    List<Change> kept = new ArrayList<>();
    long lastNanos = -1;
    int lastSlot = -1;
    for (Change change : changes) {
      int[] ofByte = changesOfByte[change.slot()];
      boolean seldom =
          ofByte != null && change.index() < ofByte.length && ofByte[change.index()] <= SELDOM;
      if (seldom && (change.timeNanos() != lastNanos || change.slot() != lastSlot)) {
        kept.add(change);
        lastNanos = change.timeNanos();
        lastSlot = change.slot();
      }
    }
    return kept;
  }

  /** Whether changes were left out because there were too many. */
  public boolean isThinned() {
    return thinned;
  }
}
