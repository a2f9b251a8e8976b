// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment has for one ECU behind the DCM (docs/DCM-INTERFACE.md, 2.9).
 *
 * @param ecu its name in the car's data
 * @param version of the software, as the ECU says it (F189)
 * @param software what it gets
 * @param fallback what it gets back when that does not work; {@link Artifact#NONE}: nothing
 */
record EcuPart(String ecu, String version, Artifact software, Artifact fallback) {
  /** Part of a deployment that is an ECU's software. */
  private static final String ECU = "ecu";

  /** Part without files, which says how the others belong together. */
  private static final String CAMPAIGN = "campaign";

  private static final String TOGETHER = "all-or-nothing";
  private static final String NAME = "[A-Za-z0-9_-]{1,64}";
  private static final String VERSION = "[ -~]{1,32}";

  /** The file that an ECU gets back begins with it. */
  private static final String FALLBACK = "fallback-";

  /** ECUs of one deployment; a car has fewer that take software. */
  private static final int MAX_ECUS = 16;

  /** Whether a part is the DCM's own firmware, or may be. */
  static boolean isOwn(JsonNode chunk) {
    String part = chunk.path("part").asText();
    return !part.equals(ECU) && !part.equals(CAMPAIGN);
  }

  /** Whether the campaign is all or nothing. */
  static boolean isTogether(JsonNode chunks) {
    for (JsonNode chunk : chunks) {
      if (chunk.path("part").asText().equals(CAMPAIGN)
          && chunk.path("name").asText().equals(TOGETHER)) {
        return true;
      }
    }
    return false;
  }

  /** The ECUs of a deployment in its order; empty when there is one that can't be followed. */
  static Optional<List<EcuPart>> read(JsonNode chunks, UpdateServer server) {
    List<EcuPart> parts = new ArrayList<>();
    for (JsonNode chunk : chunks) {
      if (chunk.path("part").asText().equals(ECU)) {
        Optional<EcuPart> part = one(chunk, server);
        if (part.isEmpty() || parts.size() == MAX_ECUS || isNamed(parts, part.get().ecu)) {
          return Optional.empty();
        }
        parts.add(part.get());
      }
    }
    return Optional.of(parts);
  }

  private static boolean isNamed(List<EcuPart> parts, String ecu) {
    return parts.stream().anyMatch(part -> part.ecu.equals(ecu));
  }

  private static Optional<EcuPart> one(JsonNode chunk, UpdateServer server) {
    String ecu = chunk.path("name").asText();
    String version = chunk.path("version").asText();
    Artifact software = Artifact.NONE;
    Artifact fallback = Artifact.NONE;
    for (JsonNode artifact : chunk.path("artifacts")) {
      Artifact read = Artifact.read(artifact, server).orElse(Artifact.NONE);
      if (artifact.path("filename").asText().startsWith(FALLBACK)) {
        fallback = read;
      } else if (!software.isThere()) {
        software = read;
      }
    }
    return ecu.matches(NAME) && version.matches(VERSION) && software.isThere()
        ? Optional.of(new EcuPart(ecu, version, software, fallback))
        : Optional.empty();
  }

  void keep(ObjectNode cell) {
    cell.put("ecu", ecu).put("version", version);
    software.keep(cell.putObject("software"));
    fallback.keep(cell.putObject("fallback"));
  }

  static EcuPart kept(JsonNode cell) {
    return new EcuPart(
        cell.path("ecu").asText(),
        cell.path("version").asText(),
        Artifact.kept(cell.path("software")),
        Artifact.kept(cell.path("fallback")));
  }
}
