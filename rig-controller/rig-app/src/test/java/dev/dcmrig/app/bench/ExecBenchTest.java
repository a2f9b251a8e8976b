// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.IndicatorPattern;
import dev.dcmrig.api.RadioLink.Attempt;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.app.environment.Environments;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.BoundBench;
import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.centre.agent.AgentRules;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.telematics.TelematicsRules;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bench file whose supply, indicator and radio link are a user's own program. */
class ExecBenchTest {

  @TempDir Path folder;

  private Path benchFile(RigHome home) throws Exception {
    Path program = Path.of(ExecBenchTest.class.getResource("instruments.py").toURI());
    String exec = "{driver: exec, command: [\"python3\", \"" + program + "\"]}\n";
    return Files.writeString(
        folder.resolve("night.yaml"),
        Files.readString(home.benches().resolve("emulated.yaml"))
            + "instruments:\n  supply: "
            + exec
            + "  indicator: "
            + exec
            + "  radioLink: "
            + exec);
  }

  @Test
  void aProgramServesSupplyIndicatorAndRadioLinkOnVirtualTime() throws Exception {
    RigHome home = RigHome.find();
    BenchConfiguration configuration =
        BenchConfiguration.load(home, benchFile(home), Drivers.TABLE);
    assertEquals(BenchFile.Kind.CONTAINER, configuration.file().kind());
    Vertx vertx = RigVertx.create();
    try (Environments services =
            new Environments(
                vertx,
                home.wiremock(),
                home.packages(),
                1,
                TelematicsRules.REQUIRED,
                AgentRules.REQUIRED,
                OtaRules.REQUIRED);
        BoundBench bench =
            BoundBench.open(
                "night",
                configuration,
                OneBench.parts(home, configuration, vertx, services, Set.of(), services::open),
                NoRecorder.INSTANCE,
                Seed.of(7))) {
      drive(bench);
      bench.ended(true);
      assertTrue(bench.failure().isEmpty(), () -> bench.failure().toString());
    } finally {
      vertx.close().await(60, TimeUnit.SECONDS);
    }
  }

  private static void drive(Bench bench) {
    bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
    bench.time().advance(Duration.ofSeconds(10));
    Duration now = bench.time().now();
    assertEquals(IndicatorPattern.SOLID_GREEN, bench.indicator().pattern(now.minusSeconds(1), now));
    assertTrue(bench.supply().amperes() > 0);
    assertTrue(bench.supply().highestAmperes(Duration.ZERO, now) > 0);
    bench.radioLink().coverage(Coverage.NONE);
    assertEquals(
        List.of(new Attempt(now, null, null, false)),
        bench.radioLink().attempts(bench.dut().vin()));
    bench.supply().volts(0);
    bench.time().advance(Duration.ofHours(1));
    assertTrue(bench.indicator().history().size() > 1);
  }
}
