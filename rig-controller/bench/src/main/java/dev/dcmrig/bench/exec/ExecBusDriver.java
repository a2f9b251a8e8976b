// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.can.CanBus;
import java.util.Set;

/** {@code uri: exec:NAME}: a program of the user's own is the bus (docs/DRIVERS.md). */
public record ExecBusDriver() implements DriverFactory<CanBus> {

  @Override
  public Port<CanBus> port() {
    return Port.BUS;
  }

  @Override
  public String name() {
    return "exec";
  }

  @Override
  public Class<? extends Record> options() {
    return ExecBusOptions.class;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.OWN_PROCESS);
  }

  @Override
  public CanBus open(Site site) {
    ExecBusOptions options = site.options(ExecBusOptions.class);
    ExecBus bus =
        ExecProgram.open(
            port(), site, options.program(), program -> new ExecBus(site, program, options.step()));
    bus.begin();
    return bus;
  }
}
