// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.uptane.manifest.BundleWatch;
import dev.dcmrig.uptane.manifest.Inventory;
import dev.dcmrig.uptane.manifest.ManifestCheck;
import dev.dcmrig.uptane.manifest.VehicleManifest;
import dev.dcmrig.uptane.manifest.VersionReport;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.verify.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the director of one vehicle makes of its reports: each is checked, what runs is held against
 * what was ordered, and silence about an order is noticed.
 */
final class BenchReports {
  private static final Duration OLDEST_REPORT = Duration.ofDays(1);

  /** A vehicle that was ordered something is heard of again within this. */
  private static final Duration LONGEST_SILENCE = Duration.ofHours(3);

  private final Inventory inventory;
  private final ManifestCheck check;
  private final Map<String, String> runs = new HashMap<>();
  private final Map<String, String> before = new HashMap<>();
  private final Map<String, String> ordered = new HashMap<>();
  private final List<String> noticed = new ArrayList<>();
  private @Nullable Instant waitsSince;

  BenchReports(Inventory inventory) {
    this.inventory = inventory;
    this.check = new ManifestCheck(inventory, OLDEST_REPORT, Map.of());
  }

  /** Something is ordered, in place of what was ordered before. */
  void ordered(Collection<Target> forEcus, Instant now) {
    ordered.clear();
    before.clear();
    before.putAll(runs);
    forEcus.forEach(image -> image.ecus().keySet().forEach(ecu -> ordered.put(ecu, image.path())));
    waitsSince = now;
  }

  /** Whether something is ordered. */
  boolean isOrdered() {
    return !ordered.isEmpty();
  }

  /**
   * A manifest has come.
   *
   * @throws Rejection if it can't be believed
   */
  void manifest(byte[] manifest, Instant now) throws Rejection {
    VehicleManifest.Checked checked;
    try {
      checked = check.check(manifest, now, isOnlyForPrimary());
    } catch (Rejection rejection) {
      noticed.add(rejection.attack().name());
      throw rejection;
    }
    for (VersionReport report : checked.reports()) {
      runs.put(report.ecu(), report.image());
      // What an ECU has run all along, the director hears with its first report.
      before.putIfAbsent(report.ecu(), report.image());
    }
    waitsSince = now;
    try {
      BundleWatch.look(checked, known(ordered), before);
    } catch (Rejection seen) {
      // It is true what the vehicle says: the report counts.
      noticed.add(seen.attack().name());
    }
  }

  /** Whether no secondary has anything to do: a parked car's bus sleeps, and the DCM wakes none. */
  private boolean isOnlyForPrimary() {
    return known(ordered).keySet().stream().allMatch(inventory.primary()::equals);
  }

  /** Of an ECU that sends no reports the director sees nothing. */
  private Map<String, String> known(Map<String, String> byEcu) {
    Map<String, String> known = new HashMap<>(byEcu);
    known.keySet().retainAll(inventory.ecus().keySet());
    return known;
  }

  /** The kinds of attack that were noticed, the oldest first. */
  List<String> noticed(Instant now) {
    Instant last = waitsSince;
    if (last != null && !runs.entrySet().containsAll(known(ordered).entrySet())) {
      try {
        BundleWatch.heard(last, now, LONGEST_SILENCE);
      } catch (Rejection silent) {
        noticed.add(silent.attack().name());
        waitsSince = null;
      }
    }
    return List.copyOf(noticed);
  }
}
