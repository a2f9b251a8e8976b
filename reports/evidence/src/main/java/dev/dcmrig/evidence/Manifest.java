// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code manifest.json}: size and SHA-256 of every other file. */
final class Manifest {

  private Manifest() {}

  static void write(Path folder, RunOptions options, RunResult result) throws IOException {
    Map<String, RunFiles.Entry> files = new LinkedHashMap<>();
    for (Map.Entry<String, Path> file : files(folder).entrySet()) {
      files.put(
          file.getKey(),
          new RunFiles.Entry(Files.size(file.getValue()), Digests.of(file.getValue())));
    }
    RunFiles.write(
        folder.resolve(RunFolder.MANIFEST),
        new RunFiles.Sealed(
            tool(options),
            options.run(),
            options.bench(),
            options.seed(),
            options,
            result.complete(),
            result.digest(),
            files));
  }

  /** How a manifest calls the rig that made the run. */
  static String tool(RunOptions options) {
    return "DCM Rig " + options.toolVersion();
  }

  /** Every file but the manifest, by its name with slashes, sorted. */
  private static Map<String, Path> files(Path folder) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!name.equals(RunFolder.MANIFEST)) {
          files.put(name, file);
        }
      }
    }
    return files;
  }
}
