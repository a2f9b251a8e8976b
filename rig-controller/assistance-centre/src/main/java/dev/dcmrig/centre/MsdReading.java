// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.ecall.msd.LocationDelta;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.ecall.msd.Propulsion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns a received minimum set of data into what steps talk about. */
final class MsdReading {
  private static final int UNIT_MAS = 100;
  private static final int DEGREES_PER_STEP = 2;
  private static final int UNKNOWN_PASSENGERS = 255;

  private MsdReading() {}

  static CrashData read(Duration received, Msd msd) {
    return new CrashData(
        received,
        msd.version().number(),
        msd.messageIdentifier(),
        msd.automaticActivation(),
        msd.testCall(),
        msd.positionCanBeTrusted(),
        msd.vehicleType(),
        msd.vin(),
        msd.propulsion().stream().map(MsdReading::word).toList(),
        Instant.ofEpochSecond(msd.timestampSeconds()),
        place(msd.latitudeMas(), msd.longitudeMas()),
        msd.direction() == Msd.DIRECTION_UNKNOWN
            ? Optional.empty()
            : Optional.of((double) (msd.direction() * DEGREES_PER_STEP)),
        recent(msd),
        msd.numberOfPassengers().isPresent()
                && msd.numberOfPassengers().getAsInt() != UNKNOWN_PASSENGERS
            ? Optional.of(msd.numberOfPassengers().getAsInt())
            : Optional.empty());
  }

  private static String word(Propulsion propulsion) {
    return propulsion.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Degrees; not a number where the position is unknown. */
  private static Place place(int latitudeMas, int longitudeMas) {
    boolean known = latitudeMas != Msd.POSITION_UNKNOWN && longitudeMas != Msd.POSITION_UNKNOWN;
    return known
        ? new Place(Msd.degreesOfMas(latitudeMas), Msd.degreesOfMas(longitudeMas))
        : new Place(Double.NaN, Double.NaN);
  }

  private static List<Place> recent(Msd msd) {
    List<Place> places = new ArrayList<>();
    if (!msd.hasPosition()) {
      return places;
    }
    int latitude = msd.latitudeMas();
    int longitude = msd.longitudeMas();
    for (Optional<LocationDelta> step :
        List.of(msd.recentVehicleLocationN1(), msd.recentVehicleLocationN2())) {
      if (step.isEmpty()) {
        break;
      }
      latitude += step.get().latitude100Mas() * UNIT_MAS;
      longitude += step.get().longitude100Mas() * UNIT_MAS;
      places.add(place(latitude, longitude));
    }
    return places;
  }
}
