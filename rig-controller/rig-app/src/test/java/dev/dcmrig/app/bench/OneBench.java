// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.Bench;
import dev.dcmrig.app.environment.Environments;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.BoundBench;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.Driver;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.SeededDcm;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.centre.agent.AgentRules;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.telematics.TelematicsRules;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Opens clean virtual benches below the scenarios, one after the other. */
final class OneBench implements AutoCloseable {
  private final BenchConfiguration configuration;
  private final Vertx vertx = RigVertx.create();
  private final RigHome home;
  private final Environments services;
  private final Set<String> defects;

  OneBench(Set<String> defects) {
    home = new RigHome(Path.of(System.getProperty("rig.root")));
    this.configuration =
        BenchConfiguration.load(
            home, home.root().resolve("hil-configs/benches/emulated.yaml"), Drivers.TABLE);
    this.services =
        new Environments(
            vertx,
            home.wiremock(),
            home.packages(),
            1,
            TelematicsRules.REQUIRED,
            AgentRules.REQUIRED,
            OtaRules.REQUIRED);
    this.defects = defects;
  }

  Bench open(String name, long seed, ScenarioRecorder recorder) {
    return open(name, seed, recorder, bus -> {});
  }

  /**
   * @param opened told of the bus of each car
   */
  Bench open(String name, long seed, ScenarioRecorder recorder, Consumer<CanBus> opened) {
    BenchConfiguration watched =
        BenchConfiguration.load(
            home,
            configuration.file().path(),
            Drivers.TABLE.with(
                Driver.emulated(
                    Port.BUS,
                    site -> {
                      CanBus bus =
                          new EmulatedBus("emulated:vehicle", site.timeline(), BitRates.DEFAULT);
                      opened.accept(bus);
                      return bus;
                    })));
    return BoundBench.open(
        name,
        watched,
        parts(home, watched, vertx, services, defects, services::open),
        recorder,
        Seed.of(seed));
  }

  /** What a bench is bound to, as the composition root does it. */
  static BoundBench.Parts parts(
      RigHome home,
      BenchConfiguration configuration,
      Vertx vertx,
      Environments services,
      Set<String> defects,
      Environment.Opener environments) {
    return new BoundBench.Parts(
        home,
        environments,
        Map.of(
            Vertx.class,
            vertx,
            Environments.class,
            services,
            EmulatedDcmDriver.class,
            new EmulatedDcmDriver(
                DcmProfiles.read(configuration.profile()), configuration.profile().name(), defects),
            SeededDcm.class,
            SeededDcm.NONE),
        () -> {});
  }

  /** The language of the cars' bus. */
  VehicleBinding binding() {
    return configuration.vehicle().binding();
  }

  @Override
  public void close() {
    services.close();
    try {
      vertx.close().await(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("Vert.x does not stop", e);
    }
  }
}
