// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.run.BenchProvider;
import dev.dcmrig.run.scenario.Interruption;
import java.util.Map;
import java.util.Set;

/** Benches on which something is wrong on purpose; the composition root makes them. */
public interface WrongBenches {

  /** The drivers that a bench file can name. */
  DriverTable drivers();

  /**
   * Starts what some scenarios share, one at a time.
   *
   * @param defects ids of seeded defects of DCM and service
   * @param profile values in which the DCM under test differs from the specified profile, by key
   */
  BenchProvider.OpenBenches open(
      BenchConfiguration configuration,
      Set<String> defects,
      Map<String, Object> profile,
      long seed,
      Interruption interruption);
}
