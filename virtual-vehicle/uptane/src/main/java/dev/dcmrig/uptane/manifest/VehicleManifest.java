// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.manifest;

import dev.dcmrig.uptane.json.JsonWriter;
import dev.dcmrig.uptane.key.SignedDocument;
import dev.dcmrig.uptane.key.SigningKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a primary sends to the director: the signed reports of its ECUs (Uptane 5.4.2.1.1). */
public final class VehicleManifest {
  private VehicleManifest() {}

  /**
   * @param reports signed reports by ECU id, that of the primary among them
   * @param key the primary's
   */
  public static byte[] bytes(
      String vehicle, String primary, Map<String, Map<String, Object>> reports, SigningKey key) {
    Map<String, Object> signed = new LinkedHashMap<>();
    signed.put("vin", vehicle);
    signed.put("primary_ecu_serial", primary);
    signed.put("ecu_version_reports", reports);
    return JsonWriter.bytes(SignedDocument.report(signed, key));
  }

  /**
   * What the director knows of a vehicle after its manifest.
   *
   * @param vehicle its identifier
   * @param reports of its ECUs, in the order of their ids
   */
  public record Checked(String vehicle, List<VersionReport> reports) {
    public Checked {
      reports = List.copyOf(reports);
    }
  }
}
