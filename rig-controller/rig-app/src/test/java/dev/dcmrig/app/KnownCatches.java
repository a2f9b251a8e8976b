// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which scenario was the first to catch which seeded defect. It says where to look first, and is no
 * verdict: what it names must fail each time anew, and where it does not, all others are asked.
 */
final class KnownCatches {
  private static final String FILE =
      "rig-controller/rig-app/src/test/resources/dev/dcmrig/app/caught-by.txt";

  private static final String HEADING =
      """
      # Seeded defect, and the scenario that caught it first: AllDefectsTest begins there.
      # A defect without a line is looked for among all scenarios of its requirement. That takes longer.
      # To write what has changed: run AllDefectsTest with -Drig.update=true.
      """;

  private final Path file;
  private final Map<String, String> scenarios = new TreeMap<>();

  private KnownCatches(Path file) {
    this.file = file;
  }

  static KnownCatches read(RigHome home) throws IOException {
    KnownCatches catches = new KnownCatches(home.root().resolve(FILE));
    for (String line : Files.readAllLines(catches.file)) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(" ", 2);
        if (parts.length != 2) {
          throw new IOException(FILE + ": '" + line + "' is no defect with its scenario");
        }
        catches.scenarios.put(parts[0], parts[1]);
      }
    }
    return catches;
  }

  /** Ids of scenarios by those of defects. */
  Map<String, String> all() {
    return Map.copyOf(scenarios);
  }

  Optional<String> of(String defect) {
    return Optional.ofNullable(scenarios.get(defect));
  }

  /** Writes the file anew with it, where it says something else. */
  void note(String defect, String scenario) throws IOException {
    if (!scenario.equals(scenarios.put(defect, scenario))) {
      StringBuilder text = new StringBuilder(HEADING);
      scenarios.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
      Files.writeString(file, text);
    }
  }
}
