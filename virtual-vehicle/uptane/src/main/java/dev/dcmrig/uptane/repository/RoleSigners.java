// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.repository;

import dev.dcmrig.uptane.key.SigningKey;
import java.util.List;

/**
 * The keys that sign for a role, all of them.
 *
 * @param threshold how many a reader wants, 1 to the number of keys
 */
public record RoleSigners(List<SigningKey> keys, int threshold) {
  public RoleSigners {
    keys = List.copyOf(keys);
    if (threshold < 1 || threshold > keys.size()) {
      throw new IllegalArgumentException(
          "a threshold of "
              + threshold
              + " with "
              + keys.size()
              + " keys: nothing could be signed");
    }
  }

  /** One key, which is enough. */
  public static RoleSigners one(SigningKey key) {
    return new RoleSigners(List.of(key), 1);
  }
}
