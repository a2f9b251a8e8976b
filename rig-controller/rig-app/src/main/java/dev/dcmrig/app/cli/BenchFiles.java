// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds bench files as users name them. */
final class BenchFiles {
  static final String DEFAULT = "emulated";

  private BenchFiles() {}

  /** A path as given, or a name in {@code hil-configs/benches}; what is missing is told later. */
  static Path find(RigHome home, Path given) {
    String text = given.toString();
    if (!Files.exists(given) && text.matches("[A-Za-z0-9._-]+") && !text.endsWith(".yaml")) {
      return home.benches().resolve(text + ".yaml");
    }
    Path inRoot = home.root().resolve(given);
    return !Files.exists(given) && Files.exists(inRoot) ? inRoot : given;
  }

  /**
   * As {@link #find}, of a command that needs a bench.
   *
   * @throws ConfigurationException when the file is something else
   */
  static Path bench(RigHome home, Path given) {
    Path file = find(home, given);
    Optional<String> what =
        CheckedFile.of(home, file)
            .map(kind -> "is " + kind.noun() + ", and no bench")
            .or(() -> CheckedFile.otherKind(home, file));
    if (Files.exists(file) && what.isPresent()) {
      throw new ConfigurationException(
          new Problem(home.shown(file), 0, what.get(), "'rig list benches' shows the rig's own"));
    }
    return file;
  }

  static List<Path> all(RigHome home) throws IOException {
    try (var entries = Files.list(home.benches())) {
      return entries.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
