// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.sim.settings.RecordReader;
import dev.dcmrig.sim.settings.SettingsProblem;
import dev.dcmrig.uds.data.EcuFile;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what an ECU can be asked: a file of {@code hil-configs/ecus/}. */
public final class EcuFiles {
  private EcuFiles() {}

  /** Empty when something is wrong; the problems say what, with its line. */
  public static Optional<EcuFile> read(RigHome home, Path file, Problems problems) {
    String shown = home.shown(file);
    int before = problems.all().size();
    Optional<YamlMap> root = YamlFile.read(file, shown, problems);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    RecordReader.Reading<EcuFile> reading = RecordReader.read(EcuFile.class, root.get().plain());
    for (SettingsProblem problem : reading.problems()) {
      root.get()
          .problemAt(
              problem.path(),
              (problem.path().isEmpty() ? "" : "'" + problem.path() + "' ") + problem.what(),
              problem.wanted().isEmpty() ? "" : "write " + problem.wanted());
    }
    return reading.value().filter(value -> problems.all().size() == before);
  }
}
