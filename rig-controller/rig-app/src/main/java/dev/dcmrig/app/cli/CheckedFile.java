// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.DcmProfiles;
import dev.dcmrig.app.environment.ServiceFiles;
import dev.dcmrig.bench.config.EcuFiles;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.ProfileFile;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RequirementSetFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.TextFile;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.bench.config.YamlFile;
import dev.dcmrig.bench.config.YamlMap;
import dev.dcmrig.can.dbc.Dbc;
import dev.dcmrig.can.dbc.DbcException;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.uds.data.EcuFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Kinds of files beside benches that can be checked alone, known by a key of theirs. */
enum CheckedFile {
  VEHICLE("bindings"),
  CATALOGUE("requirements"),
  CLAUSES("clauses"),
  PACKAGES("complimentaryMonths"),
  PROFILE("sos"),
  ECU("data"),
  DBC("");

  private static final String DBC_SUFFIX = ".dbc";

  /** Keys that are named of a file that nothing is known of. */
  private static final int MAX_KEYS = 5;

  /** What files are, by the end of their name. */
  private static final Map<String, String> BY_SUFFIX =
      new TreeMap<>(
          Map.of(
              ".feature", "is a feature file; name the bench that runs it",
              ".dcmt", "is a frame log of a run; 'rig trace convert' reads it",
              ".log", "is a log of frames; 'rig can replay' and 'rig can dump' read such",
              ".asc", "is a log of frames; 'rig can replay' and 'rig can dump' read such",
              ".json", "is a JSON file, and a bench is YAML",
              ".jar", "is a jar; drivers of one's own are named by --drivers",
              ".msd", "is an MSD; 'rig msd decode' reads it"));

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
   * What a file is that can't be checked by {@code rig check}, and what can be done with it.
   *
   * @return empty when nothing is known of it, or it may be a bench
   */
  static Optional<String> otherKind(RigHome home, Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (Files.isDirectory(file)) {
      return Optional.of(
          Files.exists(file.resolve(RunFolder.RUN))
              ? "is the folder of a run; 'rig verify' checks it"
              : "is a folder; name a file in it");
    }
    for (Map.Entry<String, String> kind : BY_SUFFIX.entrySet()) {
      if (name.endsWith(kind.getKey())) {
        return Optional.of(kind.getValue());
      }
    }
    List<String> keys =
        YamlFile.read(file, home.shown(file), new Problems()).map(YamlMap::keys).orElse(List.of());
    if (keys.isEmpty()
        || keys.contains("extends")
        || keys.contains("bus")
        || keys.contains("dcm")) {
      return Optional.empty();
    }
    return Optional.of(
        keys.contains("openapi")
            ? "is an OpenAPI description, which is no bench"
            : "is no bench, vehicle, ECU, DCM profile, catalogue or packages file: its keys are "
                + String.join(", ", keys.subList(0, Math.min(MAX_KEYS, keys.size()))));
  }

  /** A noun with its article. */
  String noun() {
    return switch (this) {
      case VEHICLE -> "a vehicle";
      case CATALOGUE -> "a catalogue of requirements";
      case CLAUSES -> "a requirement set";
      case PACKAGES -> "a list of packages";
      case PROFILE -> "a DCM profile";
      case ECU -> "an ECU's diagnostics";
      case DBC -> "a DBC file";
    };
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
      case CLAUSES ->
          RequirementSetFile.read(home, List.of(file)).get(0).clauses().size() + " clauses";
      case PACKAGES -> ServiceFiles.packages(file).complimentaryMonths().size() + " packages";
      case PROFILE -> profile(home, file);
      case ECU -> ecu(home, file);
      case DBC -> dbc(home, file);
    };
  }

  private static String vehicle(RigHome home, Path file) {
    Problems problems = new Problems();
    Optional<VehicleFile> vehicle = VehicleFile.read(home, file, problems);
    problems.throwIfAny();
    VehicleFile read = vehicle.orElseThrow();
    int ecus = read.diagnostics().ecus().size();
    return "vehicle "
        + read.name()
        + ", VIN "
        + read.vin()
        + (ecus == 0 ? "" : ", " + ecus + " ECUs that answer a tester");
  }

  private static String profile(RigHome home, Path file) {
    Problems problems = new Problems();
    Optional<ProfileFile> profile = ProfileFile.read(home, file, problems);
    problems.throwIfAny();
    DcmProfiles.check(profile.orElseThrow());
    return "DCM profile " + profile.get().name();
  }

  private static String ecu(RigHome home, Path file) {
    Problems problems = new Problems();
    Optional<EcuFile> ecu = EcuFiles.read(home, file, problems);
    problems.throwIfAny();
    EcuFile read = ecu.orElseThrow();
    return read.title()
        + ": "
        + read.data().size()
        + " data identifiers, "
        + read.routines().size()
        + " routines, "
        + read.dtcs().size()
        + " trouble codes";
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
