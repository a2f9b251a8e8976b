// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.dcm.DcmSettings;

/**
 * What the cars of a fleet are made by.
 *
 * @param usual the numbers of a DCM of the release's hardware
 * @param other the same of another hardware
 */
public record FleetSettings(VehicleBinding binding, DcmSettings usual, DcmSettings other) {
  DcmSettings of(Misfortune misfortune) {
    return misfortune == Misfortune.OTHER_HARDWARE ? other : usual;
  }
}
