// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.time.Instant;
import java.util.Locale;

/** What the numbers of a message say, with their units. */
final class MsdMeanings {
  private static final int UNIT_MAS = 100;
  private static final int DEGREES_PER_STEP = 2;

  private MsdMeanings() {}

  static String timestamp(long seconds) {
    return seconds == 0 ? "unknown" : Instant.ofEpochSecond(seconds).toString();
  }

  /** Seven digits show each milliarcsecond, which is 2.8 times 10^-7 degrees. */
  static String position(long mas) {
    return mas == Msd.POSITION_UNKNOWN
        ? "unknown"
        : String.format(Locale.ROOT, "%.7f degrees (%d mas)", Msd.degreesOfMas((int) mas), mas);
  }

  static String direction(long steps) {
    return steps == Msd.DIRECTION_UNKNOWN
        ? "unknown"
        : steps * DEGREES_PER_STEP + " degrees from north";
  }

  static String delta(long units) {
    return units * UNIT_MAS + " mas";
  }

  static String occupants(long count) {
    return count == 255 ? "unknown" : count + " people";
  }

  static String vehicleType(long code) {
    return "type " + (code + 1) + ", " + VehicleType.className((int) code + 1);
  }
}
