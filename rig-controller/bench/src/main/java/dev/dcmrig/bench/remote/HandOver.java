// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.remote;

import dev.dcmrig.api.BenchBroken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * {@code dcm.env}: what a DCM is handed, as lines that a shell reads. It is there, and whole, from
 * the moment when the rig is ready until the scenario's end.
 */
record HandOver(Path folder) {
  private static final String FILE = "dcm.env";

  /**
   * Writes it.
   *
   * @throws BenchBroken when the folder can't be written
   */
  void write(Map<String, String> variables) {
    StringBuilder text = new StringBuilder();
    variables.forEach(
        (name, value) ->
            text.append("export ")
                .append(name)
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
    try {
      Files.createDirectories(folder);
      Path part = folder.resolve(FILE + ".part");
      // A new one: what somebody has put there, a link for instance, is not written through.
      Files.deleteIfExists(part);
      Files.writeString(part, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new BenchBroken("'dcm.handOver': " + file() + " can't be written: " + e, e);
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new BenchBroken("'dcm.handOver': " + file() + " can't be removed: " + e, e);
    }
  }

  Path file() {
    return folder.resolve(FILE);
  }
}
