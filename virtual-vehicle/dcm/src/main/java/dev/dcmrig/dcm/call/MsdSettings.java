// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.ecall.msd.MsdVersion;
import dev.dcmrig.ecall.msd.Propulsion;
import dev.dcmrig.sim.settings.Key;
import java.util.List;

/** Section {@code msd} of a DCM profile: facts about the vehicle (EN 15722). */
public record MsdSettings(
    @Key(value = "Version of the MSD's format", source = "EN 15722", minimum = 1, maximum = 3)
        int version,
    @Key(value = "Vehicle type, 1 is M1", source = "EN 15722", minimum = 1, maximum = 23)
        int vehicleType,
    @Key(value = "What drives the vehicle", source = "EN 15722") List<Propulsion> propulsion) {

  public MsdSettings {
    int types = MsdVersion.of(version).orElseThrow().vehicleTypes();
    if (vehicleType > types) {
      throw new IllegalArgumentException(
          "vehicleType is "
              + vehicleType
              + "; version "
              + version
              + " of the MSD has 1 to "
              + types);
    }
  }

  /** As the codec knows it. */
  MsdVersion format() {
    return MsdVersion.of(version).orElseThrow();
  }
}
