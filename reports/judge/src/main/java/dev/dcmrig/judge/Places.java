// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import java.util.List;

/** Distances and directions on the earth. */
public final class Places {
  private static final double EARTH_METRES = 6_371_000;
  private static final double FULL_CIRCLE = 360;

  private Places() {}

  /**
   * A point on the earth.
   *
   * @param latitude degrees, north positive, WGS 84
   * @param longitude degrees, east positive
   */
  public record Point(double latitude, double longitude) {}

  /** Distance in metres, on a sphere (haversine). */
  public static double metres(Point a, Point b) {
    double phi1 = Math.toRadians(a.latitude);
    double phi2 = Math.toRadians(b.latitude);
    double dPhi = phi2 - phi1;
    double dLambda = Math.toRadians(b.longitude - a.longitude);
    double h =
        Math.pow(Math.sin(dPhi / 2), 2)
            + Math.cos(phi1) * Math.cos(phi2) * Math.pow(Math.sin(dLambda / 2), 2);
    return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  /** How far a place that was told is from another; no value where it is no place on the earth. */
  public static Measurement distance(
      Question question, Point told, Point from, Limit limit, List<EvidenceItem> decidedBy) {
    if (!isOnEarth(told)) {
      return question.missing("no place: " + told, limit, decidedBy);
    }
    return question.number(metres(told, from), limit, decidedBy);
  }

  private static boolean isOnEarth(Point point) {
    return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= FULL_CIRCLE / 2;
  }

  /**
   * How far a direction that was told is from another.
   *
   * @param told degrees clockwise from north
   */
  public static Measurement turn(
      Question question, double told, double from, Limit limit, List<EvidenceItem> decidedBy) {
    if (!(told >= 0 && told < FULL_CIRCLE)) {
      return question.missing("no direction: " + told, limit, decidedBy);
    }
    double turn = Math.abs(told - from) % FULL_CIRCLE;
    return question.number(Math.min(turn, FULL_CIRCLE - turn), limit, decidedBy);
  }
}
