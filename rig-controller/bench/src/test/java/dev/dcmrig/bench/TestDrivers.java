// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.bench.driver.Driver;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.bench.emulated.EmulatedDrivers;
import dev.dcmrig.bench.exec.ExecDriver;
import dev.dcmrig.bench.process.ProcessDcmFactory;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A table as the composition root has one, with nothing behind what lies outside this module. */
public final class TestDrivers {
  public static final DriverTable TABLE = DriverTable.of(all());

  private TestDrivers() {}

  private static List<DriverFactory<?>> all() {
    List<DriverFactory<?>> all = new ArrayList<>();
    all.add(Driver.emulated(Port.BUS, TestDrivers::bus));
    all.add(
        new Driver<>(
            Port.BUS,
            "socketcan",
            Set.of(Trait.REAL_TIME, Trait.SHARED, Trait.CAN_BE_LOST),
            nothing()));
    all.add(Driver.emulated(Port.DCM, nothing()));
    all.add(new Driver<>(Port.DCM, "real", Set.of(Trait.REAL_TIME, Trait.HARDWARE), nothing()));
    all.add(Driver.emulated(Port.BROKER, nothing()));
    all.add(Driver.emulated(Port.UPDATES, nothing()));
    all.add(new Driver<>(Port.BROKER, "mosquitto", Set.of(Trait.OWN_PROCESS), nothing()));
    all.addAll(EmulatedDrivers.ALL);
    all.addAll(ProcessDcmFactory.ALL);
    all.addAll(ExecDriver.ALL);
    return all;
  }

  private static CanBus bus(Site site) {
    return new EmulatedBus(site.facts().busUri(), site.timeline(), BitRates.DEFAULT);
  }

  private static <P> Function<Site, P> nothing() {
    return site -> {
      throw new AssertionError("nobody opens this");
    };
  }
}
