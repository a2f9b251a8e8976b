// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.manifest;

import dev.dcmrig.uptane.key.VerificationKey;
import java.util.Map;

/**
 * What the director knows of a vehicle from its maker (Uptane 5.3.2.2).
 *
 * @param vehicle its identifier
 * @param primary id of its primary
 * @param ecus all its ECUs by id, the primary among them
 */
public record Inventory(String vehicle, String primary, Map<String, Entry> ecus) {
  public Inventory {
    ecus = Map.copyOf(ecus);
  }

  /**
   * One ECU.
   *
   * @param key that signs its reports
   * @param hardwareId the kind of ECU
   */
  public record Entry(VerificationKey key, String hardwareId) {}
}
