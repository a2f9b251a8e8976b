// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.broker;

import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.bench.exec.ExecOptions;
import dev.dcmrig.bench.exec.ExecProgram;
import dev.dcmrig.network.broker.ProgramBroker;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** {@code broker: {driver: exec}}: a program of the user's own is the broker (docs/DRIVERS.md). */
public record ExecBrokerDriver() implements DriverFactory<Object> {

  @Override
  public Port<Object> port() {
    return Port.BROKER;
  }

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
  public Object open(Site site) {
    return ExecProgram.open(
        port(),
        site,
        site.options(ExecOptions.class),
        program ->
            new ProgramBroker(
                site.timeline(),
                new Lines(program),
                taker -> program.says(ProgramBroker.CONNECTION, taker)));
  }

  private record Lines(ExecProgram program) implements ProgramBroker.Program {
    @Override
    public void say(JsonObject line) {
      program.request(line);
    }

    @Override
    public void close() {
      program.close();
    }
  }
}
