// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.Vehicle;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.app.environment.Environments;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.BoundBench;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.centre.agent.AgentRules;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.telematics.TelematicsRules;
import io.vertx.core.Vertx;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every driver of a port must do, whoever stands behind it: a subclass for each port has the
 * promises, a subclass of that for each driver says what its bench file names.
 */
abstract class PortContract {
  private static Vertx vertx;
  private static Environments services;

  @TempDir Path folder;

  /** The bench of one test. */
  BoundBench bench;

  /** What the bench file says beside the emulated bench's lines; empty for the emulated driver. */
  String lines() {
    return "";
  }

  /** The lines of a bench file that put a program of the tests at a port. */
  static String exec(String section, String port) {
    try {
      Path program = Path.of(PortContract.class.getResource("ports.py").toURI());
      return section
          + ":\n  "
          + port
          + ": {driver: exec, command: [\"python3\", \""
          + program
          + "\"]}\n";
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  static void start() {
    RigHome home = RigHome.find();
    vertx = RigVertx.create();
    services =
        new Environments(
            vertx,
            home.wiremock(),
            home.packages(),
            1,
            TelematicsRules.REQUIRED,
            AgentRules.REQUIRED,
            OtaRules.REQUIRED);
  }

  @AfterAll
  static void stop() throws Exception {
    services.close();
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @BeforeEach
  void open() throws Exception {
    RigHome home = RigHome.find();
    Path file =
        Files.writeString(
            folder.resolve("contract.yaml"),
            Files.readString(home.benches().resolve("emulated.yaml")) + lines());
    BenchConfiguration configuration = BenchConfiguration.load(home, file, Drivers.TABLE);
    bench =
        BoundBench.open(
            "contract",
            configuration,
            OneBench.parts(home, configuration, vertx, services, Set.of(), services::open),
            NoRecorder.INSTANCE,
            Seed.of(7));
  }

  @AfterEach
  void close() {
    if (bench != null) {
      bench.close();
    }
  }

  /** The bench must still be able to judge. */
  void isWell() {
    bench.ended(true);
    bench
        .failure()
        .ifPresent(
            cause -> {
              throw cause;
            });
  }

  /** What happens to the car of the device under test. */
  Vehicle car() {
    return bench.vehicle(bench.dut().vin());
  }

  void pass(Duration time) {
    bench.time().advance(time);
  }

  /** The car of the bench with its ignition on, and a DCM that has come up. */
  void drivesOff() {
    car().ignition(Ignition.ON);
    pass(Duration.ofSeconds(8));
  }
}
