// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.run.BenchProvider;
import dev.dcmrig.run.RunRequest;
import dev.dcmrig.run.scenario.Interruption;

/**
 * The benches that this rig can make, for the run engine.
 *
 * @param drivers what a bench file can name
 */
public record RigBenches(RigHome home, DriverTable drivers) implements BenchProvider {

  /** With the rig's own drivers only. */
  public RigBenches(RigHome home) {
    this(home, Drivers.TABLE);
  }

  @Override
  public void check(BenchConfiguration configuration, RunRequest request) {
    DcmProfiles.check(configuration.profile());
    Defects.check(request.seeded(), configuration.file().dcmDriver());
  }

  @Override
  public OpenBenches open(
      BenchConfiguration configuration, RunRequest request, Interruption interruption) {
    return new EmulatedBenches(
        home, configuration, request.seeded(), request.seed(), request.parallel(), interruption);
  }
}
