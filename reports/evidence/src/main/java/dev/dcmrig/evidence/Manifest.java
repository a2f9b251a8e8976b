// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.evidence.chain.RunChain;
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

  /** The bytes of the manifest of a run whose chain has its end. */
  static byte[] of(Path folder, RunOptions options, RunResult result, RunChain chain)
      throws IOException {
    Map<String, RunFiles.Entry> files = new LinkedHashMap<>();
    for (Map.Entry<String, Path> file : files(folder).entrySet()) {
      files.put(
          file.getKey(),
          new RunFiles.Entry(Files.size(file.getValue()), Digests.of(file.getValue())));
    }
    return RunFiles.bytes(
        new RunFiles.Sealed(
            RunChain.FORMAT,
            tool(options),
            options.run(),
            options.bench(),
            options.seed(),
            host(),
            options,
            result.complete(),
            result.digest(),
            chain.id(),
            chain.link(),
            files));
  }

  private static RunFiles.Host host() {
    return new RunFiles.Host(
        hostName(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
  }

  /** A name server is not asked. */
  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** How a manifest calls the rig that made the run. */
  static String tool(RunOptions options) {
    return "DCM Rig " + options.toolVersion();
  }

  /**
   * Every file but manifest and chain, by its name with slashes, sorted. The chain's lines follow
   * from the link that the manifest names, but for its last one, which names the manifest.
   */
  private static Map<String, Path> files(Path folder) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!name.equals(RunFolder.MANIFEST) && !name.equals(RunFolder.CHAIN)) {
          files.put(name, file);
        }
      }
    }
    return files;
  }
}
