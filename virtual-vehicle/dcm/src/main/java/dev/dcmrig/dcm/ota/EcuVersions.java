// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import java.util.Map;
import java.util.TreeMap;

/**
 * What ECUs behind the DCM have said of their software, by their names. It is told to the server
 * (OTA-07, OTA-08), and outlives a reset.
 */
final class EcuVersions {
  /** What is told of an ECU that has no software, or did not say. */
  static final String NONE = "none";

  private static final String CELL = "ota.ecus";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NonVolatileMemory memory;

  EcuVersions(NonVolatileMemory memory) {
    this.memory = memory;
  }

  /** An ECU has said what it runs, or has lost what it ran. */
  void told(EcuState ecu) {
    Map<String, String> all = all();
    all.put(ecu.part.ecu(), ecu.told.isEmpty() ? NONE : ecu.told);
    ObjectNode cell = JSON.createObjectNode();
    all.forEach(cell::put);
    memory.put(CELL, cell.toString());
  }

  /** All that are known. */
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    try {
      JSON.readTree(memory.get(CELL).orElse("{}"))
          .properties()
          .forEach(field -> all.put(field.getKey(), field.getValue().asText()));
    } catch (JsonProcessingException e) {
      // A memory that can't be read is empty: the DCM must come up.
      memory.remove(CELL);
    }
    return all;
  }
}
