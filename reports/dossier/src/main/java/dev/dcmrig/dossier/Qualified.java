// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@code rig qualify} found.
 *
 * @param of what was qualified
 * @param rig SHA-256 over the rig that was qualified; empty where it was not recorded
 * @param data the whole of {@code qualification.json}
 */
record Qualified(String of, double percent, double goal, int sample, String rig, JsonNode data) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More is no file of a qualification. */
  private static final long MAX_BYTES = 64L << 20;

  /** Beside it: which rig was qualified. */
  private static final String RIG = "rig.json";

  private static String rig(Path file) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) < MAX_BYTES
        ? JSON.readTree(file.toFile()).path("rig").asText()
        : "";
  }

  /**
   * Says which rig a qualification is of.
   *
   * @param rig SHA-256 over it
   */
  static void tie(Path folder, String tool, String rig) throws IOException {
    String text =
        JSON.writeValueAsString(JSON.createObjectNode().put("tool", tool).put("rig", rig));
    AtomicFile.write(folder.resolve(RIG), text + "\n");
  }

  /**
   * Reads it.
   *
   * @param folder of the qualification, or its {@code qualification.json}
   * @throws IOException with a sentence when there is none
   */
  static Qualified read(Path folder) throws IOException {
    Path file = Files.isDirectory(folder) ? folder.resolve("qualification.json") : folder;
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      throw new IOException(folder + " holds no qualification.json of 'rig qualify'");
    }
    JsonNode data = JSON.readTree(file.toFile());
    return new Qualified(
        data.path("of").asText(),
        data.path("percent").asDouble(),
        data.path("goal").asDouble(),
        data.path("sample").asInt(),
        rig(file.resolveSibling(RIG)),
        data);
  }
}
