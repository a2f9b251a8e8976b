// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.run.BenchProvider;
import dev.dcmrig.run.RunRequest;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import java.util.List;

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
    BenchParts.check(home, configuration);
  }

  /** A defect that no scenario looks for is not caught by a run that passes. */
  @Override
  public List<String> notes(RunRequest request, List<FeatureScenario> selected) {
    return Defects.all().stream()
        .filter(defect -> request.seeded().contains(defect.id()))
        .filter(
            defect ->
                selected.stream().noneMatch(it -> it.requirements().contains(defect.requirement())))
        .map(
            defect ->
                "No scenario was chosen for "
                    + defect.requirement()
                    + ", which the seeded defect "
                    + defect.id()
                    + " breaks.")
        .toList();
  }

  @Override
  public OpenBenches open(
      BenchConfiguration configuration, RunRequest request, Interruption interruption) {
    return new EmulatedBenches(
        home, configuration, request.seeded(), request.seed(), request.parallel(), interruption);
  }
}
