// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.Bench;
import dev.dcmrig.app.environment.WorldServices;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.EmulatedBench;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.telematics.TelematicsRules;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Opens clean virtual benches below the scenarios, one after the other. */
final class OneBench implements AutoCloseable {
  private final BenchConfiguration configuration;
  private final Vertx vertx = RigVertx.create();
  private final WorldServices services;
  private final Set<String> defects;

  OneBench(Set<String> defects) {
    RigHome home = new RigHome(Path.of(System.getProperty("rig.root")));
    this.configuration =
        BenchConfiguration.load(home, home.root().resolve("hil-configs/benches/emulated.yaml"));
    this.services =
        new WorldServices(
            vertx, home.wiremock(), home.packages(), 1, TelematicsRules.REQUIRED, false);
    this.defects = defects;
  }

  Bench open(String name, long seed, ScenarioRecorder recorder) {
    return open(name, seed, recorder, bus -> {});
  }

  /**
   * @param opened told of the bus of each car
   */
  Bench open(String name, long seed, ScenarioRecorder recorder, Consumer<CanBus> opened) {
    return EmulatedBench.open(
        name,
        configuration,
        new EmulatedBench.Parts(
            vertx,
            (file, timeline, broken) -> {
              CanBus bus = new EmulatedBus("emulated:vehicle", timeline, BitRates.DEFAULT);
              opened.accept(bus);
              return bus;
            },
            new EmulatedDcmDriver(DcmProfiles.read(configuration.profile()), "tps", defects),
            (timeline, ownRecorder, observations, worldSeed) ->
                EmulatedBenches.outside(
                    services.open(timeline, ownRecorder, observations, worldSeed)),
            () -> {}),
        recorder,
        Seed.of(seed));
  }

  /** The language of the cars' bus. */
  VehicleBinding binding() {
    return configuration.vehicle().binding();
  }

  @Override
  public void close() {
    services.close();
    try {
      vertx.close().await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("Vert.x does not stop", e);
    }
  }
}
