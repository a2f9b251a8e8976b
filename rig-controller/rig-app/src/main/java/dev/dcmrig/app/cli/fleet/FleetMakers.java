// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.fleet;

import dev.dcmrig.app.bench.DcmProfiles;
import dev.dcmrig.app.fleet.live.LiveFleet;
import dev.dcmrig.app.fleet.live.LiveNode;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.ProfileFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;

/** What the cars of a fleet are made by: the reference car and the profile {@code tps}. */
final class FleetMakers {
  private final LiveNode.Makers makers;
  private final LiveFleet.Firmware firmware;

  private FleetMakers(LiveNode.Makers makers, LiveFleet.Firmware firmware) {
    this.makers = makers;
    this.firmware = firmware;
  }

  /**
   * @throws dev.dcmrig.bench.config.ConfigurationException when one of the files is not right
   */
  static FleetMakers read() {
    RigHome home = RigHome.find();
    Problems problems = new Problems();
    var vehicle =
        VehicleFile.read(home, home.configs().resolve("vehicles/reference.yaml"), problems);
    var profile = ProfileFile.read(home, home.configs().resolve("dcm-profiles/tps.yaml"), problems);
    problems.throwIfAny();
    ProfileFile numbers = profile.orElseThrow();
    var usual = DcmProfiles.read(numbers).ota();
    return new FleetMakers(
        new LiveNode.Makers(
            vehicle.orElseThrow().binding(), version -> DcmProfiles.withFirmware(numbers, version)),
        new LiveFleet.Firmware(usual.hardware(), usual.factoryVersion()));
  }

  LiveNode.Makers makers() {
    return makers;
  }

  LiveFleet.Firmware firmware() {
    return firmware;
  }
}
