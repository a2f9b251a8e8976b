// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a deployment offers this DCM.
 *
 * @param action its number at the server
 * @param forced whether the user is only told; otherwise asked (DDI: {@code update} is {@code
 *     attempt})
 * @param installed whether it may be installed now; otherwise only downloaded (DDI: {@code update}
 *     is {@code skip}, as outside of a maintenance window)
 * @param version of the firmware; without an own one that of the first ECU, without its letters
 * @param own the DCM's own firmware; {@link Artifact#NONE}: it keeps the one that it has
 * @param deltas files of which one may be loaded in place of that firmware
 * @param ecus software for ECUs behind the DCM, in the order in which they get it
 * @param together whether all must succeed, or none keeps what it got
 */
record Offer(
    String action,
    boolean forced,
    boolean installed,
    String version,
    Artifact own,
    List<Delta> deltas,
    List<EcuPart> ecus,
    boolean together) {
  private static final String ACTION = "[0-9A-Za-z-]{1,64}";

  /** Part of a deployment that is a DCM's own firmware. */
  private static final String OWN_PART = "os";

  /**
   * Reads a deployment (DDI {@code deploymentBase}) or what is to be confirmed.
   *
   * @return empty when it is none that this DCM could follow
   */
  static Optional<Offer> read(JsonNode body, UpdateServer server) {
    JsonNode deployment =
        body.hasNonNull("deployment") ? body.path("deployment") : body.path("confirmation");
    JsonNode chunks = deployment.path("chunks");
    Optional<List<EcuPart>> ecus = EcuPart.read(chunks, server);
    JsonNode chunk = chunk(chunks);
    JsonNode image = image(chunk.path("artifacts"));
    Optional<Artifact> own = Artifact.read(image, server);
    boolean alone = ecus.filter(parts -> !parts.isEmpty()).isPresent() && own(chunks).isEmpty();
    String action = body.path("id").asText();
    Optional<String> version =
        alone
            ? EcuImage.numbers(ecus.get().get(0).version())
            : Optional.of(chunk.path("version").asText()).filter(Versions::isVersion);
    if (!action.matches(ACTION)
        || version.isEmpty()
        || ecus.isEmpty()
        || (own.isEmpty() && !alone)) {
      return Optional.empty();
    }
    return Optional.of(
        new Offer(
            action,
            !deployment.path("update").asText().equals("attempt"),
            !deployment.path("update").asText().equals("skip"),
            version.get(),
            own.orElse(Artifact.NONE),
            Delta.of(chunk.path("artifacts"), image.path("filename").asText(), server),
            ecus.get(),
            EcuPart.isTogether(chunks)));
  }

  Offer {
    deltas = List.copyOf(deltas);
    ecus = List.copyOf(ecus);
  }

  /** The first file that is no delta; else missing. */
  private static JsonNode image(JsonNode artifacts) {
    for (JsonNode artifact : artifacts) {
      if (!Delta.isDelta(artifact)) {
        return artifact;
      }
    }
    return MissingNode.getInstance();
  }

  /** Whether it has a firmware for the DCM itself. */
  boolean isForDcm() {
    return own.isThere();
  }

  /** Its files, in the order in which they are loaded. */
  List<Artifact> artifacts() {
    return Stream.concat(
            Stream.of(own), ecus.stream().flatMap(ecu -> Stream.of(ecu.software(), ecu.fallback())))
        .filter(Artifact::isThere)
        .toList();
  }

  /** Where a file begins in the download area: behind those before it, at a whole block. */
  int placeOf(Artifact wanted) {
    long place = 0;
    for (Artifact artifact : artifacts()) {
      if (artifact.equals(wanted)) {
        return (int) place;
      }
      place += blocks(artifact);
    }
    throw new IllegalArgumentException("no file of this offer: " + wanted.path());
  }

  /** Room that its files need, in bytes. */
  long bytes() {
    return artifacts().stream().mapToLong(Offer::blocks).sum();
  }

  /** Bytes that go over the bus to ECUs. */
  long ecuBytes() {
    return ecus.stream().mapToLong(ecu -> ecu.software().size()).sum();
  }

  /** Room that a file needs, in bytes. */
  static long blocks(Artifact artifact) {
    long block = FirmwareKeeper.BLOCK_BYTES;
    return (artifact.size() + block - 1) / block * block;
  }

  /** Whether it is the same action with the same image. */
  boolean isSameImage(Offer other) {
    return action.equals(other.action)
        && version.equals(other.version)
        && own.size() == other.own.size()
        && own.sha256().equals(other.own.sha256())
        && together == other.together
        && ecus.equals(other.ecus);
  }

  /** The one that is named as the DCM's own, or the only one that may be; else missing. */
  private static JsonNode chunk(JsonNode chunks) {
    List<JsonNode> own = own(chunks);
    return own.stream()
        .filter(chunk -> chunk.path("part").asText().equals(OWN_PART))
        .findFirst()
        .orElse(own.size() == 1 ? own.get(0) : MissingNode.getInstance());
  }

  private static List<JsonNode> own(JsonNode chunks) {
    List<JsonNode> own = new ArrayList<>();
    for (JsonNode chunk : chunks) {
      if (EcuPart.isOwn(chunk)) {
        own.add(chunk);
      }
    }
    return own;
  }
}
