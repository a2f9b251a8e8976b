// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.app.broker.ExecBrokerDriver;
import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.bus.BusScheme;
import dev.dcmrig.app.environment.Environments;
import dev.dcmrig.app.environment.OwnDeployments;
import dev.dcmrig.app.hawkbit.HawkbitDriver;
import dev.dcmrig.bench.container.ContainerDcmFactory;
import dev.dcmrig.bench.driver.BenchFacts;
import dev.dcmrig.bench.driver.Driver;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.bench.emulated.EmulatedDrivers;
import dev.dcmrig.bench.exec.ExecBusDriver;
import dev.dcmrig.bench.exec.ExecDriver;
import dev.dcmrig.bench.process.ProcessDcmFactory;
import dev.dcmrig.bench.remote.RemoteDcmFactory;
import dev.dcmrig.bench.scpi.ScpiDrivers;
import dev.dcmrig.can.BusException;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.network.broker.EmbeddedBroker;
import dev.dcmrig.network.broker.MosquittoBroker;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The one table of the rig's own drivers. A new one is a line here; a user's own comes from a jar
 * ({@link dev.dcmrig.bench.DriverJars}).
 */
public final class Drivers {

  /** What every bench file can name. */
  public static final DriverTable TABLE = DriverTable.of(all());

  private Drivers() {}

  private static List<DriverFactory<?>> all() {
    List<DriverFactory<?>> all =
        new ArrayList<>(
            List.of(
                Driver.emulated(Port.DCM, site -> site.shared(EmulatedDcmDriver.class).open(site)),
                Driver.emulated(Port.BROKER, site -> new EmbeddedBroker(site.timeline())),
                new Driver<>(
                    Port.BROKER, "mosquitto", Set.of(Trait.OWN_PROCESS), Drivers::mosquitto),
                new ExecBrokerDriver(),
                Driver.emulated(Port.UPDATES, site -> OwnDeployments.OPENER),
                new HawkbitDriver()));
    for (BusScheme scheme : BusScheme.values()) {
      all.add(new Driver<>(Port.BUS, scheme.word(), scheme.traits(), Drivers::bus));
    }
    all.addAll(EmulatedDrivers.ALL);
    all.addAll(ProcessDcmFactory.ALL);
    all.add(new ContainerDcmFactory());
    all.add(new RemoteDcmFactory());
    all.addAll(ExecDriver.ALL);
    all.add(new ExecBusDriver());
    all.addAll(ScpiDrivers.ALL);
    return all;
  }

  private static CanBus bus(Site site) {
    BenchFacts facts = site.facts();
    try {
      return BusAddress.parse(facts.busUri())
          .open(
              site.timeline(),
              new BitRates(facts.bitRate(), facts.dataBitRate()),
              cause -> site.broke(new BenchBroken(String.valueOf(cause.getMessage()), cause)));
    } catch (BusException e) {
      throw new BenchBroken(String.valueOf(e.getMessage()), e);
    }
  }

  private static MosquittoBroker mosquitto(Site site) {
    Vertx vertx = site.shared(Vertx.class);
    return new MosquittoBroker(
        site.timeline(),
        vertx,
        vertx.getOrCreateContext(),
        site.shared(Environments.class).authority());
  }
}
