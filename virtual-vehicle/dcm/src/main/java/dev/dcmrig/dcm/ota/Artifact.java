// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/**
 * A file of a deployment.
 *
 * @param path at the server; empty: there is none
 * @param size in bytes; no flash has more than an int can count
 * @param sha256 64 hexadecimal digits in lower case
 */
record Artifact(String path, long size, String sha256) {
  private static final String SHA256 = "[0-9a-f]{64}";

  /** No file. */
  static final Artifact NONE = new Artifact("", 0, "");

  /** As a chunk has it (DDI); empty when this DCM could not load it. */
  static Optional<Artifact> read(JsonNode artifact, UpdateServer server) {
    JsonNode links = artifact.path("_links");
    String link =
        links.hasNonNull("download")
            ? links.path("download").path("href").asText()
            : links.path("download-http").path("href").asText();
    String sha256 = artifact.path("hashes").path("sha256").asText().toLowerCase(Locale.ROOT);
    JsonNode size = artifact.path("size");
    return size.canConvertToInt() && size.asInt() > 0 && sha256.matches(SHA256)
        ? server.local(link).map(path -> new Artifact(path, size.asLong(), sha256))
        : Optional.empty();
  }

  boolean isThere() {
    return !path.isEmpty();
  }

  /** Writes it into a cell of the memory; {@link #kept} reads it. */
  void keep(ObjectNode cell) {
    cell.put("path", path).put("size", size).put("sha256", sha256);
  }

  static Artifact kept(JsonNode cell) {
    return new Artifact(
        cell.path("path").asText(), cell.path("size").asLong(), cell.path("sha256").asText());
  }
}
