// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RequirementSetFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.InputFile;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files that the engine itself reads for a run; a bench's parts name their own. */
final class RunInputs {

  /** Tag of scenarios that ask for a DCM profile of their own. */
  private static final String PROFILE_TAG = "@profile-";

  /** The laboratory's own data among the inputs. */
  static final String LABORATORY = "lab/lab.yaml";

  private RunInputs() {}

  /** Whoever reads the report later needs the very files that the run was made with. */
  static List<InputFile> of(
      RigHome home, BenchConfiguration configuration, List<FeatureScenario> selected) {
    Map<String, Path> files = new TreeMap<>();
    String dbc = configuration.vehicle().binding().dbc().fileName();
    put(files, home, "bench", configuration.file().file());
    put(files, home, "vehicle", configuration.vehicle().file());
    put(files, home, "dbc", dbc);
    put(files, home, "dcm-profile", configuration.profile().file());
    put(files, home, "specification", configuration.specification().file());
    put(files, home, "requirements", "hil-configs/requirements/catalogue.yaml");
    for (Path set : RequirementSetFile.files(home.requirements())) {
      files.put("requirements/sets/" + fileName(set.toString()), set);
    }
    int own = 0;
    for (Path catalogue : configuration.file().catalogues()) {
      files.put(RunOrigin.own(++own, catalogue), catalogue);
    }
    tables(selected).forEach((name, file) -> files.put("features/" + name, file));
    for (FeatureScenario scenario : selected) {
      files.put("features/" + scenario.uri(), scenario.file());
      for (String tag : scenario.tags()) {
        if (tag.startsWith(PROFILE_TAG)) {
          String name = tag.substring(PROFILE_TAG.length()) + ".yaml";
          put(files, home, "dcm-profile", "hil-configs/dcm-profiles/" + name);
        }
      }
    }
    return files.entrySet().stream()
        .map(entry -> new InputFile(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Tables of states that scenarios are made from: {@code states/sos.yaml} beside {@code
   * states/sos.feature}.
   */
  static SortedMap<String, Path> tables(List<FeatureScenario> selected) {
    SortedMap<String, Path> tables = new TreeMap<>();
    for (FeatureScenario scenario : selected) {
      String name = table(scenario.uri());
      Path file = scenario.file().resolveSibling(fileName(name));
      if (!tables.containsKey(name) && Files.isRegularFile(file)) {
        tables.put(name, file);
      }
    }
    return tables;
  }

  private static String table(String feature) {
    return feature.replaceFirst("\\.feature$", ".yaml");
  }

  private static void put(Map<String, Path> files, RigHome home, String kind, String shown) {
    files.put(kind + "/" + fileName(shown), home.root().resolve(shown));
  }

  static String fileName(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }
}
