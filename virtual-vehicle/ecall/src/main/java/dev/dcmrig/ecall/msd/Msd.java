// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Minimum set of data (EN 15722). Make one with {@link #builder()}.
 *
 * @param version format version; what the others lack is refused when it is encoded
 * @param messageIdentifier 0 to 255; counts from 1 within one incident
 * @param automaticActivation true when sensors started the call, false when the button did
 * @param testCall whether this is a test
 * @param positionCanBeTrusted position within 150 m with 95 % confidence
 * @param vehicleType 1 (M1) to 13 (L7e), in version 3 to 23 (other); {@link VehicleType} has words.
 *     A number above is an extension that the version does not define
 * @param vin vehicle identification number, 17 characters of ISO 3779
 * @param propulsion what is on board; empty if nothing is known
 * @param timestampSeconds when the message was made: seconds since 1970 UTC, 0 to 2^32 - 1; 0 if
 *     not known
 * @param latitudeMas milliarcseconds, north positive, at most {@link #MAX_LATITUDE_MAS} either way,
 *     or {@link #POSITION_UNKNOWN}; what else was received is kept as it came
 * @param longitudeMas milliarcseconds, east positive, at most {@link #MAX_LONGITUDE_MAS} either
 *     way, or {@link #POSITION_UNKNOWN}; what else was received is kept as it came
 * @param direction clockwise from north in steps of 2 degrees, 0 to 179, or {@link
 *     #DIRECTION_UNKNOWN}; what else a byte can say is kept as it came
 * @param recentVehicleLocationN1 where the vehicle was before, relative to this position
 * @param recentVehicleLocationN2 where the vehicle was before that, relative to N1
 * @param numberOfPassengers fastened seat belts, in version 3 occupants: 0 to 254; 255 unknown
 * @param additionalData optional additional data
 */
public record Msd(
    MsdVersion version,
    int messageIdentifier,
    boolean automaticActivation,
    boolean testCall,
    boolean positionCanBeTrusted,
    int vehicleType,
    String vin,
    Set<Propulsion> propulsion,
    long timestampSeconds,
    int latitudeMas,
    int longitudeMas,
    int direction,
    Optional<LocationDelta> recentVehicleLocationN1,
    Optional<LocationDelta> recentVehicleLocationN2,
    OptionalInt numberOfPassengers,
    Optional<AdditionalData> additionalData) {

  /** Content type of a body with an encoded message (RFC 8147). */
  public static final String CONTENT_TYPE = "application/EmergencyCallData.eCall.MSD";

  public static final int POSITION_UNKNOWN = 0x7FFFFFFF;
  public static final int DIRECTION_UNKNOWN = 255;

  /** 90 degrees. */
  public static final int MAX_LATITUDE_MAS = 324_000_000;

  /** 180 degrees. */
  public static final int MAX_LONGITUDE_MAS = 648_000_000;

  /** The last step of 2 degrees before the circle is full. */
  public static final int MAX_DIRECTION = 179;

  private static final int MAX_VEHICLE_TYPE = 127;

  private static final int MAS_PER_DEGREE = 3_600_000;
  private static final int BYTE_MAX = 255;

  public Msd {
    checkRange("messageIdentifier", messageIdentifier, 0, BYTE_MAX);
    checkRange("vehicleType", vehicleType, 1, MAX_VEHICLE_TYPE);
    checkRange("timestampSeconds", timestampSeconds, 0, 0xFFFFFFFFL);
    checkRange("direction", direction, 0, BYTE_MAX);
    numberOfPassengers.ifPresent(n -> checkRange("numberOfPassengers", n, 0, BYTE_MAX));
    VinAlphabet.check(vin);
    propulsion = immutable(propulsion);
  }

  private static void checkRange(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but a minimum set of data has " + min + " to " + max);
    }
  }

  /** In the order of the encoding, so that two equal messages also print alike. */
  private static Set<Propulsion> immutable(Collection<Propulsion> from) {
    EnumSet<Propulsion> copy = EnumSet.noneOf(Propulsion.class);
    copy.addAll(from);
    return Collections.unmodifiableSet(copy);
  }

  /** Degrees to milliarcseconds, to the nearest. */
  public static int masOfDegrees(double degrees) {
    if (!(Math.abs(degrees) <= 180)) {
      throw new IllegalArgumentException(degrees + " degrees is no latitude and no longitude");
    }
    return (int) Math.round(degrees * MAS_PER_DEGREE);
  }

  /** Milliarcseconds to degrees. */
  public static double degreesOfMas(int mas) {
    return mas / (double) MAS_PER_DEGREE;
  }

  /** Degrees clockwise from north, any multiple of the circle, to the nearest step of 2 degrees. */
  public static int directionOfDegrees(double degrees) {
    return (int) Math.floorMod(Math.round(degrees / 2), 180L);
  }

  /** Whether latitude and longitude are both known. */
  public boolean hasPosition() {
    return latitudeMas != POSITION_UNKNOWN && longitudeMas != POSITION_UNKNOWN;
  }

  public double latitudeDegrees() {
    return degreesOfMas(latitudeMas);
  }

  public double longitudeDegrees() {
    return degreesOfMas(longitudeMas);
  }

  /** A builder with nothing known: position and direction unknown, message 1, vehicle type M1. */
  public static MsdBuilder builder() {
    return new MsdBuilder();
  }

  /** A builder with the values of this message. */
  public MsdBuilder toBuilder() {
    return new MsdBuilder(this);
  }
}
