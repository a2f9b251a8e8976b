// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.Vehicle;
import dev.dcmrig.bench.driver.Driver;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.host.HostedVehicle;
import dev.dcmrig.host.VehicleHost;
import dev.dcmrig.host.VehicleSetup;
import io.vertx.core.Vertx;
import java.util.List;

/** The drivers that run in the rig's own process, on the pins of a DCM that does so, too. */
public final class EmulatedDrivers {

  /** Every instrument's, and those of the services, which come from the environment. */
  public static final List<DriverFactory<?>> ALL =
      List.of(
          Driver.emulated(Port.VEHICLE, EmulatedDrivers::vehicle),
          Driver.emulated(
              Port.SUPPLY,
              site -> new EmulatedSupply(site.timeline(), site.pins(), site.recorder())),
          Driver.emulated(
              Port.INDICATOR,
              site -> new EmulatedIndicator(site.timeline(), site.pins(), site.recorder())),
          Driver.emulated(
              Port.VOICE,
              site ->
                  new EmulatedVoice(
                      site.timeline(), site.pins(), () -> site.part(Port.CENTRE).calls())),
          Driver.emulated(
              Port.FAULTS, site -> new EmulatedFaults(site.pins(), site.observations())),
          Driver.emulated(Port.WIRING, Site::pins),
          Driver.emulated(Port.TESTER, BusTester::new),
          Driver.emulated(Port.RADIO_LINK, site -> site.environment().radioLink()),
          Driver.emulated(Port.CENTRE, site -> site.environment().centre()),
          Driver.emulated(Port.TELEMATICS, site -> site.environment().telematics()));

  private EmulatedDrivers() {}

  /** The main battery feeds the supply, whatever drives that. */
  private static Vehicle vehicle(Site site) {
    DoorLocks locks = new DoorLocks(site.facts().binding(), site.timeline());
    site.hear(locks);
    HeadUnit headUnit =
        new HeadUnit(site.facts().binding(), site.bus(), site.timeline(), site.observations());
    site.hear(headUnit);
    HostedVehicle hosted =
        new VehicleHost(site.shared(Vertx.class), new VehicleFailures(site))
            .deploy(
                VehicleSetup.of(
                        site.name(),
                        site.modem().vin(),
                        site.timeline(),
                        site.bus(),
                        site.facts().binding())
                    .withSupply(site.part(Port.SUPPLY)::volts)
                    .withBusSleepAfter(site.facts().busSleepAfter())
                    .withDiagnostics(site.facts().diagnostics(), site::hear)
                    .withTrust(
                        site.environment().trust(site.modem().vin(), site.facts().diagnostics())));
    return new EmulatedVehicle(hosted, locks, headUnit, site.observations());
  }
}
