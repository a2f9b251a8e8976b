// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.host.HostListener;
import dev.dcmrig.host.VehicleCommand;
import java.util.Map;

/** What goes wrong inside a vehicle: whatever its DCM does from there on proves nothing. */
final class VehicleFailures implements HostListener {
  private final Site site;

  VehicleFailures(Site site) {
    this.site = site;
  }

  @Override
  public void ecuFailed(String name, String ecu, Throwable cause) {
    note("ecu.failed", Map.of("ecu", ecu, "cause", String.valueOf(cause)));
    site.broke(new BenchBroken("ECU '" + ecu + "' has stopped: " + cause, cause));
  }

  @Override
  public void commandFailed(String name, VehicleCommand command, Throwable cause) {
    note("command.failed", Map.of("command", command.toString(), "cause", String.valueOf(cause)));
    site.broke(new BenchBroken("the vehicle could not do " + command + ": " + cause, cause));
  }

  private void note(String kind, Map<String, String> details) {
    site.observations().note(Subject.RIG, kind, details);
  }
}
