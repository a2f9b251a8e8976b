// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.manifest;

import dev.dcmrig.uptane.json.CanonicalJson;
import dev.dcmrig.uptane.json.JsonObject;
import dev.dcmrig.uptane.json.JsonText;
import dev.dcmrig.uptane.json.MalformedJson;
import dev.dcmrig.uptane.key.VerificationKey;
import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The director's checks of a manifest (Uptane 5.3.2.1), for one vehicle. Pure but for the counters,
 * which whoever keeps the inventory keeps with it.
 *
 * <pre>
 * 5.3.2.1-3a  each ECU of the inventory is in the manifest, and no other; of a car whose bus
 *             sleeps, and where nothing is ordered for them, all secondaries may be missing
 * 5.3.2.1-3b  the primary's key signed it
 * 5.3.2.1-3c  each ECU's key signed its report
 * 5.3.2.1-3d  no report's time lies ahead, or further back than allowed
 * 5.3.2.1-4   each report's counter is higher than the last one of its ECU
 * </pre>
 */
public final class ManifestCheck {
  /** A manifest has at most 1 MiB: 1,000 reports of 1 KiB. */
  public static final int MOST_BYTES = 1 << 20;

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

  private final Inventory inventory;
  private final Duration oldest;
  private final Map<String, Long> counters = new LinkedHashMap<>();

  /**
   * @param oldest how old the time in a report may be
   * @param counters the last counter by ECU, from before
   */
  public ManifestCheck(Inventory inventory, Duration oldest, Map<String, Long> counters) {
    this.inventory = inventory;
    this.oldest = oldest;
    this.counters.putAll(counters);
  }

  /** The last counter of each ECU, to be kept. */
  public Map<String, Long> counters() {
    return Map.copyOf(counters);
  }

  /** What the vehicle says, if all of it is good; a counter counts only then. */
  public VehicleManifest.Checked check(byte[] manifest, Instant now) throws Rejection {
    return check(manifest, now, false);
  }

  /**
   * The same.
   *
   * @param maySleep whether the primary may be the only one that reports: nothing is ordered for
   *     the others, which a primary does not wake for a report
   */
  public VehicleManifest.Checked check(byte[] manifest, Instant now, boolean maySleep)
      throws Rejection {
    if (manifest.length > MOST_BYTES) {
      throw new Rejection(
          "5.3.2.1", Attack.ENDLESS_DATA, "the manifest has more than " + MOST_BYTES + " bytes");
    }
    try {
      return checked(JsonText.object("manifest", manifest), now, maySleep);
    } catch (MalformedJson e) {
      throw new Rejection("5.3.2.1", Attack.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private VehicleManifest.Checked checked(JsonObject manifest, Instant now, boolean maySleep)
      throws Rejection {
    JsonObject signed = manifest.object("signed");
    Inventory.Entry primary = inventory.ecus().get(inventory.primary());
    if (primary == null
        || !signed.text("vin").equals(inventory.vehicle())
        || !signed.text("primary_ecu_serial").equals(inventory.primary())) {
      throw new Rejection(
          "5.3.2.1-3b", Attack.WRONG_ECU, "the manifest is not of " + inventory.vehicle());
    }
    signedBy("5.3.2.1-3b", manifest, primary.key());
    Map<String, JsonObject> reports = new TreeMap<>(signed.object("ecu_version_reports").objects());
    boolean asleep = maySleep && reports.keySet().equals(Set.of(inventory.primary()));
    if (!asleep && !reports.keySet().equals(inventory.ecus().keySet())) {
      throw new Rejection(
          "5.3.2.1-3a",
          Attack.PARTIAL_BUNDLE,
          "the manifest has reports of "
              + reports.keySet()
              + ", the vehicle has "
              + new TreeMap<>(inventory.ecus()).keySet());
    }
    List<VersionReport> checked = new ArrayList<>();
    for (Map.Entry<String, JsonObject> each : reports.entrySet()) {
      checked.add(report(each.getKey(), each.getValue(), now));
    }
    checked.forEach(report -> counters.put(report.ecu(), report.counter()));
    return new VehicleManifest.Checked(inventory.vehicle(), checked);
  }

  private VersionReport report(String ecu, JsonObject document, Instant now) throws Rejection {
    Inventory.Entry entry = inventory.ecus().get(ecu);
    if (entry == null) {
      throw new IllegalStateException("rule 5.3.2.1-3a knows the ECUs, but not " + ecu);
    }
    signedBy("5.3.2.1-3c", document, entry.key());
    VersionReport report = VersionReport.read(document.object("signed"));
    if (!report.ecu().equals(ecu)) {
      throw new Rejection(
          "5.3.2.1-3c", Attack.WRONG_ECU, "the report of " + ecu + " is one of " + report.ecu());
    }
    if (report.time().isAfter(now.plus(CLOCKS_DIFFER))
        || report.time().isBefore(now.minus(oldest))) {
      throw new Rejection(
          "5.3.2.1-3d", Attack.FREEZE, ecu + " reports time " + report.time() + ", it is " + now);
    }
    if (report.counter() <= counters.getOrDefault(ecu, -1L)) {
      throw new Rejection(
          "5.3.2.1-4", Attack.REPLAY, ecu + ": counter " + report.counter() + " was seen before");
    }
    return report;
  }

  /** Exactly the one key of that ECU. */
  private static void signedBy(String rule, JsonObject document, VerificationKey key)
      throws Rejection {
    byte[] payload = CanonicalJson.bytes(document.object("signed").fields());
    List<JsonObject> signatures = document.objectList("signatures");
    boolean signed =
        signatures.size() == 1
            && signatures.get(0).text("keyid").equals(key.id())
            && key.verifies(payload, signatures.get(0).text("sig"));
    if (!signed) {
      throw new Rejection(
          rule, Attack.ARBITRARY_SOFTWARE, document.place() + ": not signed by its ECU's key");
    }
  }
}
