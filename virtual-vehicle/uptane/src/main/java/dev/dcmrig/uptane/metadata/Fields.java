// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import dev.dcmrig.uptane.json.JsonObject;
import dev.dcmrig.uptane.key.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fields that several roles have. */
final class Fields {
  private Fields() {}

  /** A copy that keeps the order: {@link Map#copyOf} has another in each process. */
  static <T> Map<String, T> copy(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static long version(JsonObject signed) {
    return signed.number("version", 1);
  }

  static Instant expires(JsonObject signed) {
    try {
      return Instant.parse(signed.text("expires"));
    } catch (DateTimeException notATime) {
      throw signed.wrong("expires", "a time such as 2027-01-31T00:00:00Z is wanted");
    }
  }

  static Map<String, VerificationKey> keys(JsonObject json) {
    Map<String, VerificationKey> keys = new LinkedHashMap<>();
    json.object("keys").objects().forEach((id, key) -> keys.put(id, VerificationKey.read(id, key)));
    return keys;
  }

  static RoleKeys roleKeys(JsonObject json) {
    List<String> ids = json.textList("keyids");
    if (ids.stream().distinct().count() != ids.size()) {
      throw json.wrong("keyids", "each id may stand there once");
    }
    return new RoleKeys(Set.copyOf(ids), json.number("threshold", 1));
  }

  static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }
}
