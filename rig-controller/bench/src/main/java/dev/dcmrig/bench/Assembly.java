// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.Dut;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.Faults;
import dev.dcmrig.api.Indicator;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.Supply;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.api.Voice;
import dev.dcmrig.bench.driver.Account;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.emulated.Notebook;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import java.util.Map;
import java.util.function.Supplier;

/** The parts of a bench, put together on its thread in a fixed order. */
final class Assembly implements Dut {
  private static final int CHANNEL = 0;

  final Notebook notebook;
  final CarIdentity identity;
  final Supply supply;
  final Indicator indicator;
  final Faults faults;
  final BusWatch watch;
  final Environment environment;
  final RadioLink radioLink;
  final EmergencyCentre centre;
  final TelematicsService telematics;
  final Voice voice;
  final Dcm dcm;
  final Vehicle vehicle;
  final Supplier<Map<String, String>> restbus;
  final OtherCars others;

  Assembly(String name, BoundBench.Shared bench, Notebook notebook, ScenarioRecorder recorder) {
    this.notebook = notebook;
    this.identity = CarIdentity.of(bench.configuration().vehicle().vin(), 0);
    CarSite site = new CarSite(bench, name, identity, notebook, recorder, "");
    this.supply = site.part(Port.SUPPLY);
    this.indicator = site.part(Port.INDICATOR);
    this.faults = site.part(Port.FAULTS);
    CanBus bus = site.bus();
    this.watch = new BusWatch(bus, CHANNEL, recorder, notebook, site);
    bus.listen("recorder", watch);
    this.environment = site.environment();
    this.radioLink = site.part(Port.RADIO_LINK);
    this.centre = site.part(Port.CENTRE);
    this.telematics = site.part(Port.TELEMATICS);
    this.voice = site.part(Port.VOICE);
    this.dcm = site.part(Port.DCM);
    this.vehicle = site.part(Port.VEHICLE);
    this.restbus = () -> vehicle instanceof Account account ? account.account() : Map.of();
    this.others = new OtherCars(name, bench, notebook);
  }

  @Override
  public String vin() {
    return identity.vin();
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
