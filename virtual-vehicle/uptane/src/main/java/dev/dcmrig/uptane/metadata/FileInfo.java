// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import dev.dcmrig.uptane.json.JsonObject;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one metadata file says of another.
 *
 * @param version 1 or more
 * @param length in bytes, where it is said
 * @param hashes hexadecimal by algorithm, where they are said
 */
public record FileInfo(long version, OptionalLong length, Map<String, String> hashes) {
  public FileInfo {
    hashes = Fields.copy(hashes);
  }

  static FileInfo read(JsonObject json) {
    return new FileInfo(
        json.number("version", 1),
        json.has("length") ? OptionalLong.of(json.number("length", 1)) : OptionalLong.empty(),
        json.optionalObject("hashes").map(JsonObject::texts).orElse(Map.of()));
  }
}
