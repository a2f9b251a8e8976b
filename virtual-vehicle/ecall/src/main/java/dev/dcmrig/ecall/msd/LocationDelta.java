// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

/**
 * An earlier position, relative to the one before it in the message (EN 15722): N1 to the vehicle
 * location, N2 to N1.
 *
 * @param latitude100Mas towards north, in units of 100 milliarcseconds, -512 to 511
 * @param longitude100Mas towards east, in units of 100 milliarcseconds, -512 to 511
 */
public record LocationDelta(int latitude100Mas, int longitude100Mas) {
  /** Smallest and largest value of either part. */
  public static final int MIN = -512;

  public static final int MAX = 511;

  public LocationDelta {
    check("latitude100Mas", latitude100Mas);
    check("longitude100Mas", longitude100Mas);
  }

  private static void check(String name, int value) {
    if (value < MIN || value > MAX) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but a location delta goes from " + MIN + " to " + MAX);
    }
  }

  /** The delta from one position to another, cut to what the encoding can carry. */
  public static LocationDelta between(
      int fromLatitudeMas, int fromLongitudeMas, int toLatitudeMas, int toLongitudeMas) {
    return new LocationDelta(
        units((long) toLatitudeMas - fromLatitudeMas),
        units((long) toLongitudeMas - fromLongitudeMas));
  }

  private static int units(long mas) {
    return (int) Math.max(MIN, Math.min(MAX, Math.round(mas / 100.0)));
  }
}
