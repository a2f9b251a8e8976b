// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code manifest.json}: size and SHA-256 of every other file. */
final class Manifest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Manifest() {}

  static void write(Path folder, RunOptions options, RunResult result) throws IOException {
    Map<String, Object> files = new LinkedHashMap<>();
    for (Map.Entry<String, Path> file : files(folder).entrySet()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("bytes", Files.size(file.getValue()));
      entry.put("sha256", Digests.of(file.getValue()));
      files.put(file.getKey(), entry);
    }
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("tool", "DCM Rig " + options.toolVersion());
    manifest.put("run", options.run());
    manifest.put("bench", options.bench());
    manifest.put("seed", options.seed());
    manifest.put("options", options);
    manifest.put("complete", result.complete());
    manifest.put("digest", result.digest());
    manifest.put("files", files);
    AtomicFile.write(folder.resolve(RunFolder.MANIFEST), JSON.writeValueAsString(manifest) + "\n");
  }

  static String verify(Path folder) throws IOException {
    JsonNode files = JSON.readTree(folder.resolve(RunFolder.MANIFEST).toFile()).path("files");
    Map<String, Path> there = files(folder);
    var names = files.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      Path file = there.remove(name);
      if (file == null) {
        return name + " was removed after the run was sealed";
      }
      JsonNode entry = files.path(name);
      if (Files.size(file) != entry.path("bytes").asLong()
          || !Digests.of(file).equals(entry.path("sha256").asText())) {
        return name + " was changed after the run was sealed";
      }
    }
    return there.isEmpty()
        ? ""
        : there.keySet().iterator().next() + " was added after the run was sealed";
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
