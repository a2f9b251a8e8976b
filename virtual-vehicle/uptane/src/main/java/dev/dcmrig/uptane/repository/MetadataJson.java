// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.repository;

import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.metadata.Delegation;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The four roles' metadata as JSON. Keys and lists stand in a fixed order. */
final class MetadataJson {
  private static final String SPEC_VERSION = "1.0.31";

  private MetadataJson() {}

  static Map<String, Object> root(long version, Instant expires, Map<Role, RoleSigners> signers) {
    Map<String, Object> keys = new TreeMap<>();
    Map<String, Object> roles = new TreeMap<>();
    signers.forEach(
        (role, of) -> {
          of.keys().forEach(key -> keys.put(key.verificationKey().id(), json(key)));
          roles.put(role.fileName(), roleKeys(of));
        });
    Map<String, Object> root = common(Role.ROOT, version, expires);
    root.put("consistent_snapshot", true);
    root.put("keys", keys);
    root.put("roles", roles);
    return root;
  }

  static Map<String, Object> timestamp(
      long version, Instant expires, long snapshotVersion, byte[] snapshot) {
    Map<String, Object> timestamp = common(Role.TIMESTAMP, version, expires);
    timestamp.put("meta", Map.of("snapshot.json", fileInfo(snapshotVersion, snapshot)));
    return timestamp;
  }

  /** File information by name, as {@link #fileInfo} makes it. */
  static Map<String, Object> snapshot(
      long version, Instant expires, Map<String, Map<String, Object>> files) {
    Map<String, Object> snapshot = common(Role.SNAPSHOT, version, expires);
    snapshot.put("meta", new TreeMap<>(files));
    return snapshot;
  }

  static Map<String, Object> targets(
      long version,
      Instant expires,
      Collection<Target> images,
      Optional<String> vehicle,
      Map<Delegation, RoleSigners> delegations) {
    Map<String, Object> byPath = new TreeMap<>();
    images.forEach(image -> byPath.put(image.path(), json(image)));
    Map<String, Object> targets = common(Role.TARGETS, version, expires);
    targets.put("targets", byPath);
    vehicle.ifPresent(id -> targets.put("custom", Map.of("vehicleIdentifier", id)));
    if (!delegations.isEmpty()) {
      Map<String, Object> keys = new TreeMap<>();
      delegations
          .values()
          .forEach(of -> of.keys().forEach(key -> keys.put(key.verificationKey().id(), json(key))));
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("keys", keys);
      all.put(
          "roles",
          delegations.entrySet().stream()
              .<Object>map(each -> json(each.getKey(), each.getValue()))
              .toList());
      targets.put("delegations", all);
    }
    return targets;
  }

  private static Map<String, Object> common(Role role, long version, Instant expires) {
    Map<String, Object> common = new LinkedHashMap<>();
    common.put("_type", role.fileName());
    common.put("spec_version", SPEC_VERSION);
    common.put("version", version);
    common.put("expires", expires.truncatedTo(ChronoUnit.SECONDS).toString());
    return common;
  }

  static Map<String, Object> fileInfo(long version, byte[] file) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("version", version);
    info.put("length", (long) file.length);
    info.put("hashes", Map.of("sha256", sha256(file)));
    return info;
  }

  private static Map<String, Object> json(Target image) {
    Map<String, Object> custom = new LinkedHashMap<>();
    if (!image.hardwareIds().isEmpty()) {
      custom.put("hardwareIds", List.copyOf(new TreeSet<>(image.hardwareIds())));
    }
    image.releaseCounter().ifPresent(counter -> custom.put("releaseCounter", counter));
    if (!image.ecus().isEmpty()) {
      Map<String, Object> ecus = new TreeMap<>();
      image.ecus().forEach((ecu, hardware) -> ecus.put(ecu, Map.of("hardwareId", hardware)));
      custom.put("ecuIdentifiers", ecus);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("length", image.length());
    json.put("hashes", new TreeMap<>(image.hashes()));
    if (!custom.isEmpty()) {
      json.put("custom", custom);
    }
    return json;
  }

  private static Map<String, Object> json(Delegation delegation, RoleSigners signers) {
    Map<String, Object> json = new LinkedHashMap<>(roleKeys(signers));
    json.put("name", delegation.name());
    json.put("terminating", delegation.terminating());
    json.put("paths", delegation.paths());
    if (!delegation.hardwareIds().isEmpty()) {
      json.put("hardwareIds", List.copyOf(new TreeSet<>(delegation.hardwareIds())));
    }
    return json;
  }

  private static Map<String, Object> json(SigningKey key) {
    return key.verificationKey().json();
  }

  private static Map<String, Object> roleKeys(RoleSigners signers) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("keyids", signers.keys().stream().map(key -> key.verificationKey().id()).toList());
    json.put("threshold", (long) signers.threshold());
    return json;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }
}
