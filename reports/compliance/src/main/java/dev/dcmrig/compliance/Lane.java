// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The marks of one kind in a scenario, in order of time. Where they are too many to draw,
 * neighbours become a bin that keeps their true number: nothing is cut off.
 */
final class Lane {
  /** Marks and bins that are kept; at twice as many, neighbours are joined. */
  static final int MAX_MARKS = 400;

  /** One mark, or several of which the first is shown. */
  private static final class Mark {
    private final List<Object> first;
    private double to;
    private int count = 1;
    private int bad;

    Mark(double from, List<Object> first, boolean bad) {
      this.first = first;
      this.to = from;
      this.bad = bad ? 1 : 0;
    }

    boolean isPlain() {
      return bad == 0;
    }

    void join(Mark next) {
      to = next.to;
      count += next.count;
      bad += next.bad;
    }

    Object data(UnaryOperator<List<Object>> shown) {
      if (count == 1) {
        return shown.apply(first);
      }
      Map<String, Object> bin = new LinkedHashMap<>();
      bin.put("i", shown.apply(first));
      bin.put("n", count);
      bin.put("to", to);
      bin.put("bad", bad);
      return bin;
    }
  }

  private List<Mark> marks = new ArrayList<>();
  private long total;

  /**
   * @param seconds when it was
   * @param item what the page shows; its first entry is the time
   * @param bad whether it should stay a mark of its own as long as there is room
   */
  void add(double seconds, List<Object> item, boolean bad) {
    marks.add(new Mark(seconds, item, bad));
    total++;
    if (marks.size() >= 2 * MAX_MARKS) {
      join(true);
      if (marks.size() > MAX_MARKS * 3 / 2) {
        join(false);
      }
    }
  }

  /** How many there were. */
  long total() {
    return total;
  }

  private void join(boolean plainOnly) {
    List<Mark> joined = new ArrayList<>();
    int index = 0;
    while (index < marks.size()) {
      Mark mark = marks.get(index++);
      boolean another = index < marks.size();
      if (another && (!plainOnly || (mark.isPlain() && marks.get(index).isPlain()))) {
        mark.join(marks.get(index++));
      }
      joined.add(mark);
    }
    marks = joined;
  }

  /**
   * For the page: an item each, or of a bin its first item, number, end, and how many were bad.
   *
   * @param shown what the page gets of an item
   */
  List<Object> data(UnaryOperator<List<Object>> shown) {
    List<Object> data = new ArrayList<>();
    marks.forEach(mark -> data.add(mark.data(shown)));
    return data;
  }
}
