// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.dcm.DcmContext;
import dev.dcmrig.dcm.position.Whereabouts;
import dev.dcmrig.ecall.msd.LocationDelta;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.ecall.msd.MsdBuilder;
import dev.dcmrig.ecall.msd.MsdCodec;
import dev.dcmrig.ecall.msd.MsdVersion;
import dev.dcmrig.ecall.msd.Propulsion;
import java.util.List;

/** Makes the minimum set of data of an incident (SOS-02, ACN-13; EN 15722). */
final class MsdWriter {
  private static final int HIGHEST_IDENTIFIER = 255;
  private static final LocationDelta NO_MOVEMENT = new LocationDelta(0, 0);

  private final DcmContext dcm;
  private int identifier;

  MsdWriter(DcmContext dcm) {
    this.dcm = dcm;
  }

  /** The next message of the incident; identifiers count from 1. */
  byte[] next(CrashData data) {
    identifier = Math.min(identifier + 1, HIGHEST_IDENTIFIER);
    Whereabouts at = data.whereabouts();
    MsdVersion version = MsdVersion.of(dcm.settings().count("msd.version")).orElseThrow();
    List<Propulsion> propulsion =
        dcm.settings().words("msd.propulsion").stream().map(Propulsion::valueOf).toList();
    MsdBuilder msd =
        Msd.builder()
            .version(version)
            .messageIdentifier(identifier)
            .automaticActivation(data.automatic())
            .positionCanBeTrusted(at.trusted())
            .vehicleType(dcm.settings().count("msd.vehicleType"))
            .vin(dcm.access().vin())
            .propulsion(propulsion)
            .timestampSeconds(
                dcm.timeline().epoch().plusNanos(data.triggeredNanos()).getEpochSecond());
    if (version.recentLocationsMandatory()) {
      // There is no way to leave them out: nothing known is said as no movement.
      msd.recentVehicleLocationN1(NO_MOVEMENT).recentVehicleLocationN2(NO_MOVEMENT);
    }
    if (at.isKnown() && !dcm.has("sos-no-position")) {
      msd.position(at.latitudeMas(), at.longitudeMas()).direction(at.direction());
      if (!dcm.has("acn-no-recent-positions")) {
        msd.recentVehicleLocationN1(
                LocationDelta.between(
                    at.latitudeMas(), at.longitudeMas(), at.latitudeN1Mas(), at.longitudeN1Mas()))
            .recentVehicleLocationN2(
                LocationDelta.between(
                    at.latitudeN1Mas(),
                    at.longitudeN1Mas(),
                    at.latitudeN2Mas(),
                    at.longitudeN2Mas()));
      }
    }
    if (data.passengers() != CrashData.UNKNOWN_PASSENGERS) {
      msd.numberOfPassengers(data.passengers());
    }
    byte[] bytes = MsdCodec.encode(msd.build());
    if (dcm.has("msd-byte-order")) {
      for (int low = 2, high = bytes.length - 1; low < high; low++, high--) {
        byte swapped = bytes[low];
        bytes[low] = bytes[high];
        bytes[high] = swapped;
      }
    }
    return bytes;
  }
}
