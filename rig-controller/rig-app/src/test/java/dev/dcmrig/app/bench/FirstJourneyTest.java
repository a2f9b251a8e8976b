// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.IndicatorPattern;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.app.environment.Environments;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.BoundBench;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.centre.agent.AgentRules;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.telematics.TelematicsRules;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames go in, a call comes out: the whole bench, below the scenarios. */
class FirstJourneyTest {
  private final List<String> network = new ArrayList<>();
  private Vertx vertx;
  private Environments services;
  private Bench bench;

  @BeforeEach
  void open() {
    RigHome home = new RigHome(Path.of(System.getProperty("rig.root")));
    BenchConfiguration configuration =
        BenchConfiguration.load(
            home, home.root().resolve("hil-configs/benches/emulated.yaml"), Drivers.TABLE);
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
    bench =
        BoundBench.open(
            "journey",
            configuration,
            OneBench.parts(home, configuration, vertx, services, Set.of(), services::open),
            new Recorder(),
            Seed.of(7));
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
    services.close();
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @Test
  void aPressOfTheButtonBecomesACallWithThePositionAndVoice() {
    bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
    bench.time().advance(Duration.ofSeconds(8));
    assertEquals(IndicatorPattern.SOLID_GREEN, last(Duration.ofSeconds(1)));
    bench.vehicle(bench.dut().vin()).pressSos(Duration.ofMillis(800));
    boolean connected =
        bench
            .time()
            .advanceUntil(
                () -> !bench.centre().calls().isEmpty() && call().connected() != null,
                Duration.ofSeconds(20));
    assertTrue(connected, () -> "no call; the network saw " + network);
    assertEquals(1, call().data().size(), () -> String.join("\n", network));
    bench.time().advance(Duration.ofSeconds(6));
    assertEquals(IndicatorPattern.FLASHING_GREEN, last(Duration.ofSeconds(4)));
    bench.centre().hangUp(bench.dut().vin());
    bench.time().advance(Duration.ofSeconds(3));
    assertEquals(IndicatorPattern.SOLID_GREEN, last(Duration.ofSeconds(2)));
    bench.centre().callBack(bench.dut().vin());
    bench.time().advance(Duration.ofSeconds(3));
    assertTrue(
        bench.centre().calls().get(1).connected() != null,
        () -> "call back not connected; " + String.join("\n", network));
  }

  @Test
  void withoutCoverageThreeAttemptsAreMadeAndNoFourth() {
    bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
    bench.time().advance(Duration.ofSeconds(8));
    bench.radioLink().coverage(Coverage.NONE);
    bench.vehicle(bench.dut().vin()).pressSos(Duration.ofMillis(800));
    bench.time().advance(Duration.ofMinutes(5));
    assertEquals(
        3, bench.radioLink().attempts(bench.dut().vin()).size(), () -> String.join("\n", network));
  }

  @Test
  void anAirbagBecomesACall() {
    bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
    bench.time().advance(Duration.ofSeconds(8));
    bench.vehicle(bench.dut().vin()).deployAirbag();
    bench.time().advance(Duration.ofSeconds(10));
    assertEquals(1, bench.centre().calls().size());
    assertTrue(call().data().get(0).automatic());
    assertNull(call().ended());
  }

  @Test
  void theAmmeterSeesWhatTheDcmDrawsAndTheMonitorSeesTheBusFallAsleep() {
    bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
    bench.time().advance(Duration.ofSeconds(8));
    double awake = bench.supply().amperes();
    assertTrue(awake > 0, () -> "the DCM draws " + awake + " A");
    long framesAwake = bench.bus().frames();
    assertTrue(framesAwake > 100, () -> framesAwake + " frames");
    assertTrue(bench.bus().lastFrame().compareTo(Duration.ofSeconds(7)) > 0);
    bench.vehicle(bench.dut().vin()).ignition(Ignition.OFF);
    bench.time().advance(Duration.ofMinutes(30));
    Duration silentSince = bench.bus().lastFrame();
    assertTrue(silentSince.compareTo(Duration.ofMinutes(5)) < 0, () -> "last " + silentSince);
    Duration now = bench.time().now();
    double asleep = bench.supply().highestAmperes(now.minusMinutes(5), now);
    assertTrue(asleep < awake, () -> asleep + " A asleep, " + awake + " A awake");
    assertTrue(bench.supply().highestAmperes(Duration.ofSeconds(8), now) >= awake);
  }

  private Call call() {
    return bench.centre().calls().get(0);
  }

  private IndicatorPattern last(Duration span) {
    Duration now = bench.time().now();
    return bench.indicator().pattern(now.minus(span), now);
  }

  private final class Recorder extends NoRecorder {
    @Override
    public void network(
        long timeNanos,
        Protocol protocol,
        String from,
        String to,
        Delivery delivery,
        byte[] payload) {
      if (protocol != Protocol.RTP) {
        String text = new String(payload, java.nio.charset.StandardCharsets.ISO_8859_1);
        network.add(
            timeNanos / 1_000_000
                + " "
                + from
                + " > "
                + to
                + " "
                + delivery
                + " "
                + text.lines().findFirst().orElse(""));
      }
    }

    @Override
    public void observation(
        long timeNanos, Subject source, String kind, Map<String, String> details) {
      network.add(timeNanos / 1_000_000 + " " + kind + " " + details);
    }
  }
}
