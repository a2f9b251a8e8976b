// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import dev.dcmrig.uptane.json.JsonObject;
import java.time.Instant;

/**
 * Timestamp metadata (Uptane 5.2.5).
 *
 * @param snapshot the newest snapshot metadata
 */
public record Timestamp(long version, Instant expires, FileInfo snapshot) implements RoleMetadata {
  static Timestamp read(JsonObject signed) {
    return new Timestamp(
        Fields.version(signed),
        Fields.expires(signed),
        FileInfo.read(signed.object("meta").object("snapshot.json")));
  }
}
