// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import dev.dcmrig.uptane.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What targets metadata say of one image.
 *
 * @param path its name in the repository
 * @param length in bytes
 * @param hashes hexadecimal by algorithm, at least one
 * @param hardwareIds kinds of ECU that it is made for ({@code custom.hardwareIds}); none is any
 * @param releaseCounter {@code custom.releaseCounter}
 * @param ecus of a director: hardware id of each ECU that shall install it, by the ECU's id ({@code
 *     custom.ecuIdentifiers})
 */
public record Target(
    String path,
    long length,
    Map<String, String> hashes,
    Set<String> hardwareIds,
    OptionalLong releaseCounter,
    Map<String, String> ecus) {

  public Target {
    hashes = Fields.copy(hashes);
    hardwareIds = Set.copyOf(hardwareIds);
    ecus = Fields.copy(ecus);
  }

  static Target read(String path, JsonObject json) {
    Map<String, String> hashes = json.object("hashes").texts();
    if (hashes.isEmpty()) {
      throw json.wrong("hashes", "at least one is wanted");
    }
    long length = json.number("length", 0);
    if (!json.has("custom")) {
      return new Target(path, length, hashes, Set.of(), OptionalLong.empty(), Map.of());
    }
    JsonObject custom = json.object("custom");
    Map<String, String> ecus = new LinkedHashMap<>();
    custom
        .optionalObject("ecuIdentifiers")
        .ifPresent(ids -> ids.objects().forEach((ecu, of) -> ecus.put(ecu, of.text("hardwareId"))));
    return new Target(
        path,
        length,
        hashes,
        custom.has("hardwareIds") ? Set.copyOf(custom.textList("hardwareIds")) : Set.of(),
        custom.has("releaseCounter")
            ? OptionalLong.of(custom.number("releaseCounter", 0))
            : OptionalLong.empty(),
        ecus);
  }
}
