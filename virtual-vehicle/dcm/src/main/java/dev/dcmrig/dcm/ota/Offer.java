// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/**
 * What a deployment offers this DCM.
 *
 * @param action its number at the server
 * @param forced whether the user is only told; otherwise asked (DDI: {@code update} is {@code
 *     attempt})
 * @param installed whether it may be installed now; otherwise only downloaded (DDI: {@code update}
 *     is {@code skip}, as outside of a maintenance window)
 * @param version of the firmware
 * @param path of the image at the server
 * @param size of the image in bytes
 * @param sha256 of the image, 64 hexadecimal digits in lower case
 */
record Offer(
    String action,
    boolean forced,
    boolean installed,
    String version,
    String path,
    long size,
    String sha256) {
  private static final String ACTION = "[0-9A-Za-z-]{1,64}";
  private static final String SHA256 = "[0-9a-f]{64}";

  /** Part of a deployment that is a DCM's own firmware. */
  private static final String OWN_PART = "os";

  /**
   * Reads a deployment (DDI {@code deploymentBase}) or what is to be confirmed.
   *
   * @return empty when it is none that this DCM could follow
   */
  static Optional<Offer> read(JsonNode body, UpdateServer server) {
    JsonNode deployment =
        body.has("deployment") ? body.path("deployment") : body.path("confirmation");
    JsonNode chunk = chunk(deployment.path("chunks"));
    JsonNode artifact = chunk.path("artifacts").path(0);
    JsonNode links = artifact.path("_links");
    String link =
        links.has("download")
            ? links.path("download").path("href").asText()
            : links.path("download-http").path("href").asText();
    String action = body.path("id").asText();
    String version = chunk.path("version").asText();
    String sha256 = artifact.path("hashes").path("sha256").asText().toLowerCase(Locale.ROOT);
    Optional<String> path = server.local(link);
    boolean whole =
        action.matches(ACTION)
            && Versions.isVersion(version)
            && artifact.path("size").canConvertToLong()
            && artifact.path("size").asLong() > 0
            && sha256.matches(SHA256);
    return whole
        ? path.map(
            to ->
                new Offer(
                    action,
                    !deployment.path("update").asText().equals("attempt"),
                    !deployment.path("update").asText().equals("skip"),
                    version,
                    to,
                    artifact.path("size").asLong(),
                    sha256))
        : Optional.empty();
  }

  /** Whether it is the same action with the same image. */
  boolean isSameImage(Offer other) {
    return action.equals(other.action)
        && version.equals(other.version)
        && size == other.size
        && sha256.equals(other.sha256);
  }

  private static JsonNode chunk(JsonNode chunks) {
    for (JsonNode chunk : chunks) {
      if (chunk.path("part").asText().equals(OWN_PART)) {
        return chunk;
      }
    }
    return chunks.size() == 1 ? chunks.path(0) : chunks.path(-1);
  }
}
