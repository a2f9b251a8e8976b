// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.Observations;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.app.console.RigVersion;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.dcm.EmulatedDcm;
import dev.dcmrig.dcm.core.ModemAccess;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.dcm.defects.DcmDefects;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.Seed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
            site.seed()),
        site.observations());
  }

  @Override
  public Dcm fit(Socket socket) {
    return fit(socket, Unheard.INSTANCE);
  }

  private Dcm fit(Socket socket, Observations notebook) {
    DcmWatchdog watchdog = new DcmWatchdog(socket.pins(), notebook);
    WatchedDcm fitted = new WatchedDcm(watchdog);
    // What the DCM is made of is the rig's: its certificates, the vehicle's messages.
    EmulatedDcm made = dcm(socket, watchdog);
    watchdog.run(() -> fitted.start(made));
    return fitted;
  }

  private EmulatedDcm dcm(Socket socket, DcmWatchdog watchdog) {
    Modem modem = socket.modem();
    return new EmulatedDcm(
        settings,
        watchdog.guarded(socket.timeline()),
        watchdog.guarded(socket.bus()),
        socket.binding(),
        socket.diagnostics(),
        watchdog.guardedPins(),
        new ModemAccess(
            modem.proxyHost(),
            modem.proxyPort(),
            modem.imsi(),
            modem.address(),
            modem.subscriberUri(),
            modem.vin(),
            modem.certificates(),
            modem.cell()::reaches),
        new NonVolatileMemory(),
        Seed.of(socket.drawing()).of("ids").stream(),
        DcmDefects.rules(defects));
  }

  /** One on the bench. */
  private final class WatchedDcm implements Dcm {
    private final DcmWatchdog watchdog;
    private @Nullable EmulatedDcm dcm;

    WatchedDcm(DcmWatchdog watchdog) {
      this.watchdog = watchdog;
      watchdog.resetsBy(() -> present().ifPresent(EmulatedDcm::reset));
    }

    private Optional<EmulatedDcm> present() {
      return Optional.ofNullable(dcm);
    }

    void start(EmulatedDcm made) {
      dcm = made;
      made.start();
    }

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
      watchdog.run(() -> present().ifPresent(EmulatedDcm::reset));
    }

    @Override
    public Optional<RequirementNotMet> misconduct() {
      return watchdog
          .bitten()
          .map(
              cause ->
                  new RequirementNotMet(
                      Subject.DCM, List.of(), "the DCM's watchdog reset it: " + cause));
    }

    @Override
    public void close() {
      watchdog.run(() -> present().ifPresent(EmulatedDcm::close));
    }
  }

  /** Of a DCM that is fitted outside of a scenario. */
  private enum Unheard implements Observations {
    INSTANCE;

    @Override
    public void note(Subject source, String kind, Map<String, String> details) {}

    @Override
    public List<Observation> all() {
      return List.of();
    }
  }
}
