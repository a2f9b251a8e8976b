// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import java.util.Set;

/**
 * Who signs for a role.
 *
 * @param keyIds the ids, each once
 * @param threshold how many different keys of these must have signed, 1 or more
 */
public record RoleKeys(Set<String> keyIds, long threshold) {
  public RoleKeys {
    keyIds = Set.copyOf(keyIds);
  }
}
