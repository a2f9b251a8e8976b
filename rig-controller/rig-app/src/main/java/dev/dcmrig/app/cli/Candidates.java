// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.Defects;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Words that a shell completes after an option. They are those of the rig that printed the
 * completion script; without a rig's folder there are none.
 */
abstract class Candidates implements Iterable<String> {
  private final Function<RigHome, List<String>> words;

  private Candidates(Function<RigHome, List<String>> words) {
    this.words = words;
  }

  @Override
  public Iterator<String> iterator() {
    try {
      return words.apply(RigHome.find()).iterator();
    } catch (ConfigurationException e) {
      return List.<String>of().iterator();
    }
  }

  /** Of {@code --bench}: the names of the rig's bench files. */
  static final class Benches extends Candidates {
    Benches() {
      super(Benches::names);
    }

    private static List<String> names(RigHome home) {
      try {
        return BenchFiles.all(home).stream()
            .map(file -> String.valueOf(file.getFileName()).replaceAll("\\.yaml$", ""))
            .sorted()
            .toList();
      } catch (IOException e) {
        return List.of();
      }
    }
  }

  /** Of {@code --defect}: the seeded defects. */
  static final class SeededDefects extends Candidates {
    SeededDefects() {
      super(home -> Defects.all().stream().map(Defects.Defect::id).toList());
    }
  }

  /** Of {@code --tags}: the requirements. */
  static final class Tags extends Candidates {
    Tags() {
      super(
          home ->
              RequirementCatalogue.read(home).all().stream()
                  .map(requirement -> "@" + requirement.id())
                  .toList());
    }
  }
}
