// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import java.util.ArrayList;
import java.util.List;

/**
 * Readings of one quantity over time. Where there are too many to draw, neighbours become one point
 * that keeps their least and greatest value and their number.
 */
final class Series {
  /** Points that are kept; at twice as many, neighbours are joined. */
  static final int MAX_POINTS = 800;

  private static final class Point {
    private final double seconds;
    private double value;
    private double least;
    private double greatest;
    private int count = 1;

    Point(double seconds, double value) {
      this.seconds = seconds;
      this.value = value;
      this.least = value;
      this.greatest = value;
    }

    void join(Point next) {
      value = next.value;
      least = Math.min(least, next.least);
      greatest = Math.max(greatest, next.greatest);
      count += next.count;
    }

    List<Object> data() {
      return count == 1 ? List.of(seconds, value) : List.of(seconds, value, least, greatest, count);
    }
  }

  private final String unit;
  private List<Point> points = new ArrayList<>();

  Series(String unit) {
    this.unit = unit;
  }

  String unit() {
    return unit;
  }

  void add(double seconds, double value) {
    points.add(new Point(seconds, value));
    if (points.size() >= 2 * MAX_POINTS) {
      List<Point> joined = new ArrayList<>();
      for (int index = 0; index + 1 < points.size(); index += 2) {
        points.get(index).join(points.get(index + 1));
        joined.add(points.get(index));
      }
      points = joined;
    }
  }

  /** Time and last value of each point; of joined ones least, greatest and number too. */
  List<Object> data() {
    List<Object> data = new ArrayList<>();
    points.forEach(point -> data.add(point.data()));
    return data;
  }
}
