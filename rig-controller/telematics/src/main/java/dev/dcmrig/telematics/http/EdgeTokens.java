// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The secrets of one server: what link, people and programs have to show. Drawn for each run. */
final class EdgeTokens {
  /** Stands in no token that {@link Tokens} draws. */
  private static final char OWNER = '.';

  private final String edge = Tokens.draw();
  private final String client = Tokens.draw();
  private final Map<Role, String> bearer = new EnumMap<>(Role.class);

  EdgeTokens() {
    for (Role role : Role.values()) {
      if (role != Role.DCM) {
        bearer.put(role, Tokens.draw());
      }
    }
  }

  /** What the link shows. */
  String edge() {
    return edge;
  }

  /** What the rig shows for requests that it sends itself. */
  String client() {
    return client;
  }

  /** The bearer token of a role (RFC 6750); empty for the DCM, which has none. */
  String bearer(Role role) {
    return bearer.getOrDefault(role, "");
  }

  /** The token of one owner's app: that of the role, and who has signed in with it. */
  String bearer(Role role, String owner) {
    return owner.isEmpty() ? bearer(role) : bearer(role) + OWNER + owner;
  }

  boolean isEdge(String shown) {
    return matches(edge, shown);
  }

  boolean isClient(String shown) {
    return matches(client, shown);
  }

  /** Whose token this is; null for nobody's. */
  @Nullable Role roleOf(String shown) {
    int end = shown.indexOf(OWNER);
    String secret = end < 0 ? shown : shown.substring(0, end);
    for (Map.Entry<Role, String> entry : bearer.entrySet()) {
      if (matches(entry.getValue(), secret) && (end < 0 || entry.getKey() == Role.OWNER_APP)) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** The owner whose app shows this token; empty without one. */
  static String ownerOf(String shown) {
    int end = shown.indexOf(OWNER);
    return end < 0 ? "" : shown.substring(end + 1);
  }

  /** Takes as long for a wrong token as for a right one. */
  private static boolean matches(String secret, String shown) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }
}
