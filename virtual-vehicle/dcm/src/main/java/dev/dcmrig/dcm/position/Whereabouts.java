// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.position;

import dev.dcmrig.ecall.msd.Msd;

/**
 * A position with its history, in milliarcseconds, as the minimum set of data carries it.
 *
 * @param direction steps of 2 degrees, 255 unknown
 * @param trusted whether a fix was there within the trusted age
 */
public record Whereabouts(
    int latitudeMas,
    int longitudeMas,
    int direction,
    boolean trusted,
    int latitudeN1Mas,
    int longitudeN1Mas,
    int latitudeN2Mas,
    int longitudeN2Mas) {

  public static final Whereabouts UNKNOWN =
      new Whereabouts(
          Msd.POSITION_UNKNOWN,
          Msd.POSITION_UNKNOWN,
          Msd.DIRECTION_UNKNOWN,
          false,
          Msd.POSITION_UNKNOWN,
          Msd.POSITION_UNKNOWN,
          Msd.POSITION_UNKNOWN,
          Msd.POSITION_UNKNOWN);

  public boolean isKnown() {
    return latitudeMas != Msd.POSITION_UNKNOWN;
  }

  /** For the non-volatile memory. */
  public String toText() {
    return String.join(
        " ",
        "" + latitudeMas,
        "" + longitudeMas,
        "" + direction,
        "" + trusted,
        "" + latitudeN1Mas,
        "" + longitudeN1Mas,
        "" + latitudeN2Mas,
        "" + longitudeN2Mas);
  }

  public static Whereabouts ofText(String text) {
    String[] parts = text.split(" ");
    return new Whereabouts(
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        Boolean.parseBoolean(parts[3]),
        Integer.parseInt(parts[4]),
        Integer.parseInt(parts[5]),
        Integer.parseInt(parts[6]),
        Integer.parseInt(parts[7]));
  }
}
