// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.IndicatorPattern;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.app.environment.Environments;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.BoundBench;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.centre.agent.AgentRules;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.telematics.TelematicsRules;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The emulated DCM calls Debian's sipp: an emergency-assistance centre that nobody here wrote, in
 * real time, through the radio link's protocol.
 */
@Tag("sipp")
class DcmMeetsSippTest {
  private static final int BOUND_SECONDS = 100;
  private static final String CENTRE = "assist.dcmrig.example";

  @TempDir Path folder;
  private Vertx vertx;
  private Environments services;
  private Detour detour;
  private Bench bench;
  private Process sipp;

  @BeforeAll
  static void sippIsThere() throws InterruptedException {
    try {
      Process probe = new ProcessBuilder("sipp", "-v").redirectErrorStream(true).start();
      probe.getInputStream().readAllBytes();
      probe.waitFor();
    } catch (IOException e) {
      String reason = "sipp is not installed (Debian: apt-get install sip-tester)";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason + "; in CI this lane must run");
      }
      abort(reason + "; this lane is left out");
    }
  }

  @BeforeEach
  void open() throws IOException {
    RigHome home = new RigHome(Path.of(System.getProperty("rig.root")));
    BenchConfiguration configuration =
        BenchConfiguration.load(
            home, home.root().resolve("hil-configs/benches/emulated-realtime.yaml"), Drivers.TABLE);
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
    detour = new Detour(CENTRE);
    bench =
        BoundBench.open(
            "sipp",
            configuration,
            OneBench.parts(
                home,
                configuration,
                vertx,
                services,
                Set.of(),
                site -> {
                  Environment environment = services.open(site);
                  detour.behind(environment.proxyHost(), environment.proxyPort());
                  return new ByDetour(environment, detour);
                }),
            NoRecorder.INSTANCE,
            Seed.of(7));
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
    detour.close();
    services.close();
    vertx.close().await(60, TimeUnit.SECONDS);
    if (sipp != null) {
      sipp.destroyForcibly();
    }
  }

  @Test
  void sippGetsTheDataAgainUntilItHadThemThreeTimes() throws Exception {
    sipp("dcm-unacknowledged", 1);
    press();
    assertPassed();
    // The call is over: the lamp says so, and nobody calls once more.
    await(() -> pattern(Duration.ofSeconds(2)) == IndicatorPattern.SOLID_GREEN, 60);
    assertEquals(1, detour.taken());
  }

  @Test
  void nonsenseAndASecondByeDisturbNothing() throws Exception {
    sipp("dcm-garbage", 1);
    press();
    assertPassed();
    await(() -> pattern(Duration.ofSeconds(2)) == IndicatorPattern.SOLID_GREEN, 60);
    assertEquals(1, detour.taken());
  }

  @Test
  void sippRefusesAllThreeAttempts() throws Exception {
    sipp("dcm-busy", 3);
    press();
    assertPassed();
    assertEquals(3, detour.taken());
  }

  private void press() {
    bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
    await(() -> pattern(Duration.ofSeconds(1)) == IndicatorPattern.SOLID_GREEN, 60);
    bench.vehicle(bench.dut().vin()).pressSos(Duration.ofMillis(800));
  }

  private IndicatorPattern pattern(Duration span) {
    Duration now = bench.time().now();
    return bench.indicator().pattern(now.minus(span), now);
  }

  private static void await(BooleanSupplier condition, int seconds) {
    Awaitility.await().atMost(Duration.ofSeconds(seconds)).until(condition::getAsBoolean);
  }

  private void sipp(String scenario, int calls) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    detour.to(port);
    Path file = Path.of(getClass().getResource("/sipp/" + scenario + ".xml").toURI());
    sipp =
        new ProcessBuilder(
                "sipp",
                "-sf",
                file.toString(),
                "-t",
                "t1",
                "-m",
                Integer.toString(calls),
                "-i",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-nostdin",
                "-timeout",
                BOUND_SECONDS + "s",
                "-trace_err",
                "-error_file",
                folder.resolve("errors").toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sipp.log").toFile())
            .start();
  }

  private void assertPassed() throws Exception {
    boolean ended = sipp.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
    Path errors = folder.resolve("errors");
    String said =
        Files.readString(folder.resolve("sipp.log"), StandardCharsets.ISO_8859_1)
            + (Files.exists(errors)
                ? Files.readString(errors, StandardCharsets.ISO_8859_1)
                : "no error");
    assertTrue(ended, () -> "sipp doesn't end:\n" + said);
    assertEquals(0, sipp.exitValue(), () -> "sipp is not content:\n" + said);
  }
}
