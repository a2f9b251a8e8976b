// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.manifest.VehicleManifest;
import dev.dcmrig.uptane.manifest.VersionReport;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The vehicle's manifest (Uptane 5.4.2.1): the DCM's own report, which it signs, and those of
 * secondaries as they came.
 *
 * @param noticed the attack that the director has not been told; empty for none
 */
record Manifest(Primary primary, SigningKey key, String noticed) {

  /**
   * Each has a counter of its own.
   *
   * @param ofEcus reports of secondaries by their ids
   */
  String of(Map<String, Map<String, Object>> ofEcus) {
    long counter = primary.rules.reportCounter(primary.kept.counter());
    primary.kept.counter(counter);
    Map<String, Map<String, Object>> reports = new TreeMap<>();
    ofEcus.forEach(
        (ecu, signed) -> {
          if (primary.rules.isReportPassedOn(ecu)) {
            reports.put(ecu, primary.rules.isReportOfTheEcu() ? signed : guessed(ecu, counter));
          }
        });
    reports.put(primary.ecu(), signed(primary.ecu(), primary.installed(), noticed, counter));
    byte[] manifest =
        VehicleManifest.bytes(primary.dcm.access().vin(), primary.ecu(), reports, key);
    return new String(manifest, StandardCharsets.UTF_8);
  }

  /** What an ECU should run by what it was sent. */
  private Map<String, Object> guessed(String ecu, long counter) {
    return signed(ecu, primary.kept.installed(ecu).orElse(primary.factory()), "", counter);
  }

  private Map<String, Object> signed(String ecu, Order runs, String attack, long counter) {
    return new VersionReport(
            ecu,
            runs.path(),
            runs.length(),
            runs.hashes(),
            attack,
            primary.dcm.timeline().now(),
            counter)
        .signedBy(key);
  }
}
