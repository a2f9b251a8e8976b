// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.power;

import java.util.List;

/**
 * Voltage over time while the starter turns; straight lines between the points, and after the last
 * one the voltage the battery had before.
 *
 * @param points in the order of their times
 */
public record CrankProfile(List<Point> points) {

  /** A voltage at a time after the beginning. */
  public record Point(long millis, double volts) {}

  /**
   * The starting profile of ISO 16750-2:2012, clause 4.6.3, level I for 12 V: down to 8 V in 5 ms
   * for 15 ms, up to 9.5 V in 50 ms for 1 s, and up again in 40 ms. Without the ripple of 2 Hz.
   */
  public static final CrankProfile NORMAL =
      new CrankProfile(
          List.of(new Point(5, 8), new Point(20, 8), new Point(70, 9.5), new Point(1070, 9.5)));

  /** The same clause, level IV: a weak battery in the cold, down to 6 V and 6.5 V for 10 s. */
  public static final CrankProfile WEAK_BATTERY =
      new CrankProfile(
          List.of(new Point(5, 6), new Point(20, 6), new Point(70, 6.5), new Point(10_070, 6.5)));

  /** Time from the last point back to the voltage before. */
  static final long RECOVERY_MILLIS = 40;

  public CrankProfile {
    points = List.copyOf(points);
    long before = 0;
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a crank profile has at least one point");
    }
    for (Point point : points) {
      if (point.millis <= before || !(point.volts >= 0)) {
        throw new IllegalArgumentException(
            "crank profile: "
                + point
                + " after "
                + before
                + " ms; times rise, volts are 0 or more");
      }
      before = point.millis;
    }
  }

  long durationMillis() {
    return points.get(points.size() - 1).millis + RECOVERY_MILLIS;
  }

  /** The voltage, when the battery has {@code restVolts} without the starter. */
  double voltsAt(double millis, double restVolts) {
    double fromMillis = 0;
    double fromVolts = restVolts;
    for (Point point : points) {
      if (millis <= point.millis) {
        return between(millis, fromMillis, fromVolts, (double) point.millis, point.volts);
      }
      fromMillis = point.millis;
      fromVolts = point.volts;
    }
    double end = durationMillis();
    return millis >= end ? restVolts : between(millis, fromMillis, fromVolts, end, restVolts);
  }

  private static double between(double x, double x0, double y0, double x1, double y1) {
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
  }
}
