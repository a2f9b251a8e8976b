// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.Dut;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.bench.DcmDriver.Dcm;
import dev.dcmrig.bench.drivers.DoorLocks;
import dev.dcmrig.bench.drivers.EmulatedFaults;
import dev.dcmrig.bench.drivers.EmulatedIndicator;
import dev.dcmrig.bench.drivers.EmulatedSupply;
import dev.dcmrig.bench.drivers.EmulatedVoice;
import dev.dcmrig.bench.drivers.Notebook;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.PinBoard;
import java.util.Map;
import java.util.function.Supplier;

/** The parts of a bench, put together on its thread. */
final class Assembly implements Dut {
  private static final int CHANNEL = 0;

  final Notebook notebook;
  final CarIdentity identity;
  final Vehicle vehicle;
  final EmulatedSupply supply;
  final EmulatedIndicator indicator;
  final EmulatedFaults faults;
  final EmulatedVoice voice;
  final BusWatch watch;
  final Outside outside;
  final Dcm dcm;
  final Supplier<Map<String, String>> restbus;
  final OtherCars others;

  Assembly(
      String name,
      BenchConfiguration configuration,
      EmulatedBench.Parts parts,
      Timeline timeline,
      BenchHealth health,
      ScenarioRecorder recorder,
      Seed seed,
      Closing closing) {
    this.notebook = new Notebook(timeline, recorder);
    this.identity = CarIdentity.of(configuration.vehicle().vin(), 0);
    PinBoard pins = new PinBoard(timeline);
    this.supply = new EmulatedSupply(timeline, pins, recorder);
    this.indicator = new EmulatedIndicator(timeline, pins, recorder);
    this.faults = new EmulatedFaults(pins, notebook);
    CanBus bus = closing.add(parts.buses().open(configuration, timeline, health::broke));
    DoorLocks locks = new DoorLocks(configuration.vehicle().binding(), timeline);
    this.watch = new BusWatch(bus, CHANNEL, recorder, notebook, locks);
    bus.listen("recorder", watch);
    this.outside =
        closing.add(parts.outside().open(timeline, recorder, notebook, seed.of("world")));
    this.voice = new EmulatedVoice(timeline, pins, () -> outside.centre().calls());
    Car.Site site =
        new Car.Site(configuration, parts, timeline, outside, health.inside(() -> notebook));
    Car car =
        new Car(
            name,
            identity,
            site,
            new Car.Wiring(bus, locks, pins, supply::volts),
            notebook,
            seed.of("dcm"),
            closing);
    this.dcm = car.dcm();
    this.vehicle = car.vehicle();
    this.restbus = car.restbus();
    this.others = new OtherCars(name, site, notebook, health::broke, seed, closing);
  }

  @Override
  public String identity() {
    return dcm.identity();
  }

  @Override
  public String subscriberNumber() {
    return identity.number();
  }

  @Override
  public void reset() {
    notebook.note(Subject.RIG, "dut.reset", Map.of());
    dcm.reset();
  }
}
