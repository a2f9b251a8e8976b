// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file beside an image that makes the image of another one (docs/DCM-INTERFACE.md, 2.9). Its name
 * says so: {@code IMAGE.from-SHA256.zst}, with the name of the image and the SHA-256 of the other.
 *
 * @param file the delta itself
 * @param base SHA-256 of the image that it was made from, 64 hexadecimal digits in lower case
 */
record Delta(Artifact file, String base) {
  private static final Pattern NAME = Pattern.compile("(.+)\\.from-([0-9a-f]{64})\\.zst");

  /** Deltas of one image that are looked at. */
  private static final int MAX_DELTAS = 64;

  /** Whether a file is a delta, by its name. */
  static boolean isDelta(JsonNode artifact) {
    return NAME.matcher(artifact.path("filename").asText()).matches();
  }

  /**
   * Those that make an image.
   *
   * @param artifacts of the chunk that has the image
   * @param image its name
   */
  static List<Delta> of(JsonNode artifacts, String image, UpdateServer server) {
    List<Delta> deltas = new ArrayList<>();
    for (JsonNode artifact : artifacts) {
      Matcher name = NAME.matcher(artifact.path("filename").asText());
      if (name.matches() && name.group(1).equals(image) && deltas.size() < MAX_DELTAS) {
        String base = name.group(2);
        Artifact.read(artifact, server).ifPresent(file -> deltas.add(new Delta(file, base)));
      }
    }
    return deltas;
  }

  void keep(ObjectNode cell) {
    file.keep(cell);
    cell.put("base", base);
  }

  static Delta kept(JsonNode cell) {
    return new Delta(Artifact.kept(cell), cell.path("base").asText());
  }
}
