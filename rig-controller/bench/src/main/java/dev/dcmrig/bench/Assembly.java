// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.Backend;
import dev.dcmrig.api.BusMonitor;
import dev.dcmrig.api.Dut;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.bench.driver.Account;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.emulated.Notebook;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The parts of a bench, put together on its thread in a fixed order. */
final class Assembly implements Dut {
  private static final int CHANNEL = 0;

  final Notebook notebook;
  final CarIdentity identity;
  final BusWatch watch;
  final Dcm dcm;
  final Vehicle vehicle;
  final Supplier<Map<String, String>> restbus;
  final OtherCars others;

  /** What steps find by its type: an instrument, a service, the device itself. */
  final Map<Class<?>, Object> parts = new LinkedHashMap<>();

  Assembly(String name, BoundBench.Shared bench, Notebook notebook, ScenarioRecorder recorder) {
    this.notebook = notebook;
    this.identity = CarIdentity.of(bench.configuration().vehicle().vin(), 0);
    CarSite site = new CarSite(bench, name, identity, notebook, recorder, "");
    CanBus bus = site.bus();
    this.watch = new BusWatch(bus, CHANNEL, recorder, notebook, site);
    bus.listen("recorder", watch);
    Environment environment = site.environment();
    // Whatever looks at the DCM is there before it, and it before what happens to its car.
    for (Port<?> port : Port.ALL) {
      if (port.isOfSteps() && !port.equals(Port.VEHICLE)) {
        parts.put(port.type(), site.part(port));
      }
    }
    // Last of the instruments: it listens to what the DCM drives.
    Object ignored = site.part(Port.WIRING);
    this.dcm = site.part(Port.DCM);
    recorder.dut(dcm.identity());
    this.vehicle = site.part(Port.VEHICLE);
    this.restbus = () -> vehicle instanceof Account account ? account.account() : Map.of();
    this.others = new OtherCars(name, bench, notebook);
    parts.put(Dut.class, this);
    parts.put(BusMonitor.class, watch);
    parts.put(Backend.class, environment.backend());
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
