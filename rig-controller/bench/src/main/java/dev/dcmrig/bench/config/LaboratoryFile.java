// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.evidence.laboratory.Laboratory;
import dev.dcmrig.sim.settings.RecordReader;
import dev.dcmrig.sim.settings.SettingsProblem;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a laboratory's own data, {@code rig run --lab FILE}. */
public final class LaboratoryFile {
  private LaboratoryFile() {}

  /**
   * Reads it.
   *
   * @throws ConfigurationException with all that is wrong
   */
  public static Laboratory read(RigHome home, Path file) {
    Problems problems = new Problems();
    Optional<YamlMap> root = YamlFile.read(file, home.shown(file), problems);
    problems.throwIfAny();
    YamlMap map = root.orElseThrow();
    RecordReader.Reading<Laboratory> reading = RecordReader.read(Laboratory.class, map.plain());
    for (SettingsProblem problem : reading.problems()) {
      map.problemAt(
          problem.path(),
          (problem.path().isEmpty() ? "" : "'" + problem.path() + "' ") + problem.what(),
          problem.wanted().isEmpty() ? "" : "write " + problem.wanted());
    }
    problems.throwIfAny();
    return reading.value().orElseThrow();
  }
}
