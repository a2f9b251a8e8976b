// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.api.Bench;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.evidence.InputFile;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.RunningScenario;
import java.util.List;

/** What the composition root knows and the engine does not: how benches are made of their parts. */
public interface BenchProvider {

  /** The drivers that a bench file can name. */
  DriverTable drivers();

  /**
   * Looks at a bench before anything is made for it.
   *
   * @throws ConfigurationException when it can't be opened as the request wants it
   */
  void check(BenchConfiguration configuration, RunRequest request);

  /** What whoever reads the report of such a run must know; sentences. */
  default List<String> notes(RunRequest request, List<FeatureScenario> selected) {
    return List.of();
  }

  /** Starts what the scenarios of a run share. */
  OpenBenches open(BenchConfiguration configuration, RunRequest request, Interruption interruption);

  /** What the scenarios of a run share. */
  interface OpenBenches extends AutoCloseable {

    /** A clean bench for a scenario; its numbers are drawn from the seed and its id only. */
    Bench open(RunningScenario scenario);

    /** Every file that was read to make the benches, beside those that the bench file names. */
    List<InputFile> inputs();

    /** Stops it all. */
    @Override
    void close();
  }
}
