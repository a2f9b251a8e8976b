// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import dev.dcmrig.uptane.json.JsonObject;
import dev.dcmrig.uptane.key.VerificationKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Targets metadata (Uptane 5.2.3), of a director, an image repository or a delegated role.
 *
 * @param targets images by path
 * @param keys of delegated roles
 * @param delegations in order of priority
 * @param vehicle the vehicle that a director's metadata is for: {@code custom.vehicleIdentifier}
 */
public record Targets(
    long version,
    Instant expires,
    Map<String, Target> targets,
    Map<String, VerificationKey> keys,
    List<Delegation> delegations,
    Optional<String> vehicle)
    implements RoleMetadata, Keyed {

  public Targets {
    targets = Fields.copy(targets);
    keys = Fields.copy(keys);
    delegations = List.copyOf(delegations);
  }

  static Targets read(JsonObject signed) {
    Map<String, Target> targets = new LinkedHashMap<>();
    signed
        .object("targets")
        .objects()
        .forEach((path, json) -> targets.put(path, Target.read(path, json)));
    Optional<JsonObject> delegations = signed.optionalObject("delegations");
    return new Targets(
        Fields.version(signed),
        Fields.expires(signed),
        targets,
        delegations.map(Fields::keys).orElse(Map.of()),
        delegations.map(Targets::delegations).orElse(List.of()),
        signed
            .optionalObject("custom")
            .filter(custom -> custom.has("vehicleIdentifier"))
            .map(custom -> custom.text("vehicleIdentifier")));
  }

  private static List<Delegation> delegations(JsonObject json) {
    List<Delegation> delegations = json.objectList("roles").stream().map(Delegation::read).toList();
    List<String> names =
        Stream.concat(Stream.of("targets"), delegations.stream().map(Delegation::name)).toList();
    for (Role role : Role.values()) {
      if (names.lastIndexOf(role.fileName()) > 0) {
        throw json.wrong("roles", "no delegated role may be called " + role.fileName());
      }
    }
    if (names.stream().distinct().count() != names.size()) {
      throw json.wrong("roles", "each role may stand there once");
    }
    return delegations;
  }
}
