// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.DcmProfiles;
import dev.dcmrig.app.environment.ServiceFiles;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.ProfileFile;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.TextFile;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.bench.config.YamlFile;
import dev.dcmrig.bench.config.YamlMap;
import dev.dcmrig.can.dbc.Dbc;
import dev.dcmrig.can.dbc.DbcException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Kinds of files beside benches that can be checked alone, known by a key of theirs. */
enum CheckedFile {
  VEHICLE("bindings"),
  CATALOGUE("requirements"),
  PACKAGES("complimentaryMonths"),
  PROFILE("sos"),
  DBC("");

  private static final String DBC_SUFFIX = ".dbc";

  private final String key;

  CheckedFile(String key) {
    this.key = key;
  }

  /** Empty for a bench, and for a file that can't be read: its reader says why. */
  static Optional<CheckedFile> of(RigHome home, Path file) {
    if (file.toString().endsWith(DBC_SUFFIX)) {
      return Optional.of(DBC);
    }
    Optional<YamlMap> yaml = YamlFile.read(file, home.shown(file), new Problems());
    List<String> keys = yaml.map(YamlMap::keys).orElse(List.of());
    for (CheckedFile kind : values()) {
      if (keys.contains(kind.key)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads the file as strictly as a run does.
   *
   * @return what it is, for people
   * @throws dev.dcmrig.bench.config.ConfigurationException with all that is wrong
   */
  String check(RigHome home, Path file) {
    return switch (this) {
      case VEHICLE -> vehicle(home, file);
      case CATALOGUE -> RequirementCatalogue.read(home, file).all().size() + " requirements";
      case PACKAGES -> ServiceFiles.packages(file).complimentaryMonths().size() + " packages";
      case PROFILE -> profile(home, file);
      case DBC -> dbc(home, file);
    };
  }

  private static String vehicle(RigHome home, Path file) {
    Problems problems = new Problems();
    Optional<VehicleFile> vehicle = VehicleFile.read(home, file, problems);
    problems.throwIfAny();
    VehicleFile read = vehicle.orElseThrow();
    return "vehicle " + read.name() + ", VIN " + read.vin();
  }

  private static String profile(RigHome home, Path file) {
    Problems problems = new Problems();
    Optional<ProfileFile> profile = ProfileFile.read(home, file, problems);
    problems.throwIfAny();
    DcmProfiles.check(profile.orElseThrow());
    return "DCM profile " + profile.get().name();
  }

  private static String dbc(RigHome home, Path file) {
    Problems problems = new Problems();
    String shown = home.shown(file);
    Optional<String> text = TextFile.read(file, shown, TextFile.MAX_DBC_BYTES, problems);
    problems.throwIfAny();
    try {
      return Dbc.parse(shown, text.orElseThrow()).messages().size() + " messages";
    } catch (DbcException e) {
      String prefix = shown + ":" + e.line() + ": ";
      String what = String.valueOf(e.getMessage());
      problems.add(
          shown, e.line(), what.startsWith(prefix) ? what.substring(prefix.length()) : what, "");
      problems.throwIfAny();
      throw e;
    }
  }
}
