// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.qualify;

import dev.dcmrig.app.bench.Drivers;
import dev.dcmrig.app.bench.EmulatedBenches;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.qualify.worker.WrongBenches;
import dev.dcmrig.run.BenchProvider;
import dev.dcmrig.run.scenario.Interruption;
import java.util.Map;
import java.util.Set;

/** Emulated benches whose DCM or services are wrong. */
final class EmulatedWrongBenches implements WrongBenches {
  private final RigHome home = RigHome.find();

  @Override
  public DriverTable drivers() {
    return Drivers.TABLE;
  }

  @Override
  public BenchProvider.OpenBenches open(
      BenchConfiguration configuration,
      Set<String> defects,
      Map<String, Object> profile,
      long seed,
      Interruption interruption) {
    return new EmulatedBenches(home, configuration, defects, profile, seed, 1, interruption);
  }
}
