// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.bytecode;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the probes of this process have seen. Probed code calls {@link #hit} at the beginning of
 * each line, from any thread.
 */
public final class Probes {
  /** Lines that can be told apart; the rig has some forty thousand. */
  static final int MAX_LINES = 1 << 18;

  private static final boolean[] HIT = new boolean[MAX_LINES];
  private static final Map<String, int[]> NUMBERS = new LinkedHashMap<>();
  private static int next;

  private Probes() {}

  /** A line was reached. A lost race between two threads still leaves the mark. */
  public static void hit(int number) {
    HIT[number] = true;
  }

  /**
   * The number of a line's probe.
   *
   * @throws IllegalStateException when there are more than {@link #MAX_LINES}
   */
  static synchronized int number(String type, int line) {
    int[] ofType = NUMBERS.getOrDefault(type, new int[0]);
    if (line >= ofType.length) {
      ofType = Arrays.copyOf(ofType, line + 1);
      NUMBERS.put(type, ofType);
    }
    if (ofType[line] == 0) {
      next++;
      if (next >= MAX_LINES) {
        throw new IllegalStateException("more than " + MAX_LINES + " lines are probed");
      }
      ofType[line] = next;
    }
    return ofType[line];
  }

  /** Forgets what was reached. */
  public static void clear() {
    Arrays.fill(HIT, false);
  }

  /** What was reached since {@link #clear}: lines by class. */
  public static synchronized Map<String, BitSet> reached() {
    Map<String, BitSet> reached = new TreeMap<>();
    NUMBERS.forEach(
        (type, numbers) -> {
          BitSet lines = new BitSet();
          for (int line = 0; line < numbers.length; line++) {
            if (numbers[line] != 0 && HIT[numbers[line]]) {
              lines.set(line);
            }
          }
          if (!lines.isEmpty()) {
            reached.put(type, lines);
          }
        });
    return reached;
  }
}
