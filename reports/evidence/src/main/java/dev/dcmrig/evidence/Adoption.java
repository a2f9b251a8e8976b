// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.evidence.chain.RunChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Takes over the files of a scenario that another run has concluded. */
final class Adoption {
  private Adoption() {}

  /**
   * Copies them, and tells the run's chain.
   *
   * @param from the scenario's folder there
   * @param place of its folder here: {@code scenarios/NAME}
   * @param id identity of the other run: the scenario's records are chained to it
   */
  static void of(Path from, Path run, String place, RunChain chain, String id) throws IOException {
    Path own = run.resolve(place);
    Files.createDirectories(own);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, own.resolve(String.valueOf(file.getFileName())));
      }
    }
    Path links = own.resolve(RunFolder.CHAIN);
    chain.adopt(
        place,
        Digests.of(own.resolve(ScenarioFiles.HEADER)),
        Files.exists(links) ? Digests.of(links) : RunChain.NONE,
        Digests.of(own.resolve(ScenarioFiles.VERDICT)),
        id);
  }
}
