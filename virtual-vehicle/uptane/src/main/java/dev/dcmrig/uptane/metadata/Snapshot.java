// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import dev.dcmrig.uptane.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Snapshot metadata (Uptane 5.2.4).
 *
 * @param files each targets metadata file of the repository, by its name with {@code .json}
 */
public record Snapshot(long version, Instant expires, Map<String, FileInfo> files)
    implements RoleMetadata {
  public Snapshot {
    files = Fields.copy(files);
  }

  static Snapshot read(JsonObject signed) {
    Map<String, FileInfo> files = new LinkedHashMap<>();
    signed.object("meta").objects().forEach((name, json) -> files.put(name, FileInfo.read(json)));
    return new Snapshot(Fields.version(signed), Fields.expires(signed), files);
  }
}
