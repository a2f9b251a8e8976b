// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.driver.Trait;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;

/**
 * {@code driver: exec}: a program of the user's own fills the port. Each call of the port becomes a
 * line of JSON, and the line that answers it the call's result (docs/DRIVERS.md). The program is
 * started for each scenario, watched, and ended with all that it started.
 *
 * @param port a port whose type is an interface of {@code dev.dcmrig.api}
 * @param <P> its type
 */
public record ExecDriver<P>(Port<P> port) implements DriverFactory<P> {

  /** For every port that steps can see. */
  public static final List<ExecDriver<?>> ALL =
      Port.ALL.stream().filter(Port::isOfSteps).<ExecDriver<?>>map(ExecDriver::new).toList();

  @Override
  public String name() {
    return "exec";
  }

  @Override
  public Class<? extends Record> options() {
    return ExecOptions.class;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.OWN_PROCESS);
  }

  @Override
  public P open(Site site) {
    ExecProgram program =
        ExecProgram.open(
            port,
            site,
            site.options(ExecOptions.class),
            started -> {
              ExecPins.connect(port, site.pins(), started);
              return started;
            });
    return port.type()
        .cast(
            Proxy.newProxyInstance(
                ExecDriver.class.getClassLoader(),
                new Class<?>[] {port.type(), AutoCloseable.class},
                new ExecCalls(port.name(), program, site)));
  }
}
