// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.Observations;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.bench.DcmDriver.Dcm;
import dev.dcmrig.bench.DcmDriver.Modem;
import dev.dcmrig.bench.drivers.DoorLocks;
import dev.dcmrig.bench.drivers.EmulatedVehicle;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.ecus.vehicle.VirtualVehicle;
import dev.dcmrig.host.HostListener;
import dev.dcmrig.host.HostedVehicle;
import dev.dcmrig.host.VehicleHost;
import dev.dcmrig.host.VehicleSetup;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.PinBoard;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/** One complete car on a bench: its ECUs, and a DCM on the same bus. On the bench's thread. */
final class Car {
  private final VirtualVehicle inside;
  private final Dcm dcm;
  private final Vehicle vehicle;

  /** Where a car stands: what all cars of a bench share. */
  record Site(
      BenchConfiguration configuration,
      EmulatedBench.Parts parts,
      Timeline timeline,
      Outside outside,
      HostListener failures) {}

  /**
   * What is wired before the car is switched on.
   *
   * @param locks hears this bus already
   * @param supply follows the main battery's voltage
   */
  record Wiring(CanBus bus, DoorLocks locks, PinBoard pins, DoubleConsumer supply) {}

  /**
   * Puts a car together, makes it known outside, and switches it on but for the ignition.
   *
   * @param name unique among all vehicles that are hosted, and fixed
   * @param observations what happens to the car is noted here
   * @param closing takes what is started, also when something fails after it
   */
  Car(
      String name,
      CarIdentity identity,
      Site site,
      Wiring wiring,
      Observations observations,
      Seed seed,
      Closing closing) {
    VehicleBinding binding = site.configuration().vehicle().binding();
    Outside outside = site.outside();
    Modem modem =
        new Modem(
            outside.proxyHost(),
            outside.proxyPort(),
            identity.imsi(),
            identity.address(),
            identity.subscriberUri(),
            identity.vin(),
            outside.provision(identity.vin(), identity.imsi(), identity.address()));
    this.dcm =
        closing.add(
            site.parts()
                .dcms()
                .fit(
                    new DcmDriver.Socket(
                        site.timeline(), wiring.bus(), binding, wiring.pins(), modem, seed)));
    HostedVehicle hosted =
        closing.add(
            new VehicleHost(site.parts().vertx(), site.failures())
                .deploy(
                    VehicleSetup.of(name, identity.vin(), site.timeline(), wiring.bus(), binding)
                        .withSupply(wiring.supply())
                        .withBusSleepAfter(site.configuration().vehicle().busSleepAfter())));
    this.vehicle = new EmulatedVehicle(hosted, wiring.locks(), observations);
    this.inside = hosted.vehicle();
  }

  Vehicle vehicle() {
    return vehicle;
  }

  Dcm dcm() {
    return dcm;
  }

  /** Who has sent its cyclic messages so far. */
  Supplier<Map<String, String>> restbus() {
    return () -> RestbusSummary.of(inside.sendings(), inside.refused());
  }
}
