// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.gnss;

/**
 * A drive on a constant course (rhumb line) over a sphere, from a place and a time on. It is
 * computed from its beginning, so that errors don't add up over a day.
 *
 * <p>Stops at {@link #HIGHEST_LATITUDE}.
 *
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 * @param courseDegrees clockwise from north
 * @param speedKmh over ground
 * @param startNanos when it began
 */
record Track(
    double latitude, double longitude, double courseDegrees, double speedKmh, long startNanos) {

  /** Mean radius of the earth (IUGG). */
  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  static final double HIGHEST_LATITUDE = 89.9;
  private static final double METRES_PER_KMH_NANO = 1 / 3.6e9;

  /** Below this a course goes along a parallel. */
  private static final double EPSILON = 1e-12;

  /** The same drive on another course or at another speed, from where it is at {@code nowNanos}. */
  Track continued(double newCourse, double newSpeed, long nowNanos) {
    return new Track(latitudeAt(nowNanos), longitudeAt(nowNanos), newCourse, newSpeed, nowNanos);
  }

  private double angle(long nowNanos) {
    return speedKmh * (nowNanos - startNanos) * METRES_PER_KMH_NANO / EARTH_RADIUS_METRES;
  }

  double latitudeAt(long nowNanos) {
    double moved =
        latitude + Math.toDegrees(angle(nowNanos) * Math.cos(Math.toRadians(courseDegrees)));
    double limit = Math.max(HIGHEST_LATITUDE, Math.abs(latitude));
    return Math.min(Math.max(moved, -limit), limit);
  }

  double longitudeAt(long nowNanos) {
    double from = Math.toRadians(latitude);
    double to = Math.toRadians(latitudeAt(nowNanos));
    double course = Math.toRadians(courseDegrees);
    double stretched = mercator(to) - mercator(from);
    double moved =
        Math.abs(to - from) > EPSILON && Math.abs(Math.cos(course)) > EPSILON
            ? stretched * Math.tan(course)
            : angle(nowNanos) * Math.sin(course) / Math.cos(from);
    return wrapped(longitude + Math.toDegrees(moved));
  }

  private static double mercator(double radians) {
    return Math.log(Math.tan(Math.PI / 4 + radians / 2));
  }

  private static double wrapped(double degrees) {
    double turned = (degrees + 180) % 360;
    return (turned < 0 ? turned + 360 : turned) - 180;
  }
}
