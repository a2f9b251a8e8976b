// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.app.console.RigVersion;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.dcm.EmulatedDcm;
import dev.dcmrig.dcm.core.ModemAccess;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.dcm.defects.DcmDefects;
import java.util.Set;

/** Fits the emulated DCM to a bench: the one place where the rig meets its own stand-in. */
final class EmulatedDcmDriver implements DcmDriver {
  private final DcmSettings settings;
  private final String profile;
  private final Set<String> defects;

  EmulatedDcmDriver(DcmSettings settings, String profile, Set<String> defects) {
    this.settings = settings;
    this.profile = profile;
    this.defects = Set.copyOf(defects);
  }

  /** Fits one at the site of a car. */
  Dcm open(Site site) {
    return fit(
        new Socket(
            site.timeline(),
            site.bus(),
            site.facts().binding(),
            site.facts().diagnostics(),
            site.pins(),
            site.modem(),
            site.seed()));
  }

  @Override
  public Dcm fit(Socket socket) {
    Modem modem = socket.modem();
    EmulatedDcm dcm =
        new EmulatedDcm(
            settings,
            socket.timeline(),
            socket.bus(),
            socket.binding(),
            socket.diagnostics(),
            socket.pins(),
            new ModemAccess(
                modem.proxyHost(),
                modem.proxyPort(),
                modem.imsi(),
                modem.address(),
                modem.subscriberUri(),
                modem.vin(),
                modem.certificates()),
            new NonVolatileMemory(),
            socket.seed().of("ids").stream(),
            DcmDefects.rules(defects));
    dcm.start();
    return new Dcm() {
      @Override
      public String identity() {
        return "emulated-dcm "
            + RigVersion.number()
            + ", profile "
            + profile
            + (defects.isEmpty() ? "" : ", seeded with " + String.join(", ", defects));
      }

      @Override
      public void reset() {
        dcm.reset();
      }

      @Override
      public void close() {
        dcm.close();
      }
    };
  }
}
