// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.position.Whereabouts;
import dev.dcmrig.ecall.msd.LocationDelta;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.ecall.msd.MsdBuilder;
import dev.dcmrig.ecall.msd.MsdCodec;
import dev.dcmrig.ecall.msd.MsdVersion;

/** Makes the minimum set of data of an incident (SOS-02, ACN-13; EN 15722). */
final class MsdWriter {
  private static final int HIGHEST_IDENTIFIER = 255;
  private static final LocationDelta NO_MOVEMENT = new LocationDelta(0, 0);

  private final DcmContext dcm;
  private final MsdSettings settings;
  private final CallRules rules;
  private int identifier;

  MsdWriter(DcmContext dcm, MsdSettings settings, CallRules rules) {
    this.dcm = dcm;
    this.settings = settings;
    this.rules = rules;
  }

  /** The next message of the incident; identifiers count from 1. */
  byte[] next(CrashData data) {
    identifier = Math.min(identifier + 1, HIGHEST_IDENTIFIER);
    Whereabouts at = data.whereabouts();
    MsdVersion version = settings.format();
    MsdBuilder msd =
        Msd.builder()
            .version(version)
            .messageIdentifier(identifier)
            .automaticActivation(data.automatic())
            .positionCanBeTrusted(at.trusted())
            .vehicleType(settings.vehicleType())
            .vin(dcm.access().vin())
            .propulsion(settings.propulsion())
            .timestampSeconds(
                dcm.timeline().epoch().plusNanos(data.triggeredNanos()).getEpochSecond());
    if (version.recentLocationsMandatory()) {
      // There is no way to leave them out: nothing known is said as no movement.
      msd.recentVehicleLocationN1(NO_MOVEMENT).recentVehicleLocationN2(NO_MOVEMENT);
    }
    if (rules.hasPosition(at.isKnown())) {
      msd.position(at.latitudeMas(), at.longitudeMas()).direction(at.direction());
      if (rules.hasRecentPositions(true)) {
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
    return rules.encoded(MsdCodec.encode(msd.build()));
  }
}
