// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.config.BenchFileReader;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.ProfileFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.bench.driver.BenchFacts;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Trait;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A bench file with everything that it names, read and checked.
 *
 * @param profile what the DCM under test is given
 * @param specification what it is judged by
 */
public record BenchConfiguration(
    BenchFile file, VehicleFile vehicle, ProfileFile profile, ProfileFile specification) {

  /**
   * Reads a bench file, its vehicle, DBC and profile.
   *
   * @param table the drivers that a bench file can name
   * @throws ConfigurationException with all that is wrong
   */
  public static BenchConfiguration load(RigHome home, Path benchFile, DriverTable table) {
    Problems problems = new Problems();
    Optional<BenchFile> file = new BenchFileReader(home, table, problems).read(benchFile);
    Optional<VehicleFile> vehicle =
        file.flatMap(bench -> VehicleFile.read(home, bench.vehicle(), problems));
    Optional<ProfileFile> profile =
        file.flatMap(bench -> ProfileFile.read(home, bench.profile(), problems));
    Optional<ProfileFile> specification =
        file.flatMap(
            bench ->
                bench.specification().equals(bench.profile())
                    ? profile
                    : ProfileFile.read(home, bench.specification(), problems));
    problems.throwIfAny();
    return new BenchConfiguration(
        file.orElseThrow(),
        vehicle.orElseThrow(),
        profile.orElseThrow(),
        specification.orElseThrow());
  }

  /**
   * The same bench with another DCM profile of {@code hil-configs/dcm-profiles}, which it is judged
   * by, too.
   *
   * @throws ConfigurationException when there is none of that name, or it is wrong
   */
  public BenchConfiguration withProfile(RigHome home, String name) {
    Problems problems = new Problems();
    Path path = home.configs().resolve("dcm-profiles").resolve(name + ".yaml");
    Optional<ProfileFile> other = ProfileFile.read(home, path, problems);
    problems.throwIfAny();
    return new BenchConfiguration(file, vehicle, other.orElseThrow(), other.orElseThrow());
  }

  /** What drivers may know of it. */
  BenchFacts facts(RigHome home) {
    return new BenchFacts(
        file.name(),
        home.root(),
        file.virtualTime(),
        file.busUri(),
        file.choice(Port.BUS).has(Trait.SHARED) && !file.choice(Port.BUS).has(Trait.POINT_TO_POINT),
        file.bitRate(),
        file.dataBitRate(),
        vehicle.vin(),
        file.vehicle(),
        vehicle.binding(),
        vehicle.busSleepAfter(),
        vehicle.diagnostics(),
        profile.name(),
        home.root().resolve(profile.file()));
  }

  /** What it is, a line each, for people. */
  public List<String> summary() {
    return List.of(
        String.format(
            "bench %s: %s, %s time",
            file.name(), file.kind().word(), file.virtualTime() ? "virtual" : "real"),
        String.format("bus %s, %d kbit/s", file.busUri(), file.bitRate() / 1_000),
        String.format(
            "vehicle %s, VIN %s, %d messages of %s",
            vehicle.name(),
            vehicle.vin(),
            vehicle.binding().dbc().messages().size(),
            vehicle.binding().dbc().fileName()),
        String.format(
            "DCM %s, profile %s, judged by %s",
            file.dcmDriver(), profile.name(), specification.name()),
        "features " + String.join(", ", file.features()));
  }
}
