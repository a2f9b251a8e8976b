// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import dev.dcmrig.uptane.json.JsonObject;
import dev.dcmrig.uptane.key.VerificationKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Root metadata (Uptane 5.2.2): who signs for the four roles.
 *
 * @param consistentSnapshot whether files stand in the repository under their version or hash
 * @param roles the four roles
 */
public record Root(
    long version,
    Instant expires,
    boolean consistentSnapshot,
    Map<String, VerificationKey> keys,
    Map<Role, RoleKeys> roles)
    implements RoleMetadata, Keyed {

  public Root {
    keys = Fields.copy(keys);
    roles = Map.copyOf(roles);
  }

  static Root read(JsonObject signed) {
    JsonObject byRole = signed.object("roles");
    Map<Role, RoleKeys> roles = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      roles.put(role, Fields.roleKeys(byRole.object(role.fileName())));
    }
    boolean consistent = signed.has("consistent_snapshot") && signed.truth("consistent_snapshot");
    return new Root(
        Fields.version(signed), Fields.expires(signed), consistent, Fields.keys(signed), roles);
  }

  /** Who signs for a role. */
  public RoleKeys signers(Role role) {
    RoleKeys signers = roles.get(role);
    if (signers == null) {
      throw new IllegalStateException("root metadata is read with all roles, but has no " + role);
    }
    return signers;
  }
}
