// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dcmrig.api.Observations;
import dev.dcmrig.app.environment.Environments;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.centre.agent.AgentRules;
import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.ModemAccess;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.dcm.exchange.HttpsExchanges;
import dev.dcmrig.dcm.exchange.MessageType;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.tls.DcmCertificates;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.network.broker.EmbeddedBroker;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.pins.PinBoard;
import dev.dcmrig.telematics.TelematicsRules;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What one exchange over the kept TLS connection costs, without a car: arguments: exchanges. */
public final class ExchangeBenchmark {
  private ExchangeBenchmark() {}

  public static void main(String[] args) throws Exception {
    int exchanges = args.length > 0 ? Integer.parseInt(args[0]) : 43_200;
    RigHome home = new RigHome(Path.of(System.getProperty("user.dir")));
    BenchConfiguration configuration =
        BenchConfiguration.load(
            home, home.root().resolve("hil-configs/benches/emulated.yaml"), Drivers.TABLE);
    Vertx vertx = RigVertx.create();
    VirtualTimeline timeline = new VirtualTimeline();
    try (Environments services =
            new Environments(
                vertx,
                home.wiremock(),
                home.packages(),
                1,
                TelematicsRules.REQUIRED,
                AgentRules.REQUIRED,
                OtaRules.REQUIRED);
        Environment environment =
            services.open(
                timeline,
                NoRecorder.INSTANCE,
                new Nobody(),
                Seed.of(7).of("environment"),
                new EmbeddedBroker(timeline))) {
      Path certificates =
          environment.provision("DCMR0REF000000001", "001010000000001", "10.64.0.2");
      DcmContext dcm =
          new DcmContext(
              timeline,
              configuration.vehicle().binding().reader(timeline),
              new PinBoard(timeline),
              new ModemAccess(
                  environment.proxyHost(),
                  environment.proxyPort(),
                  "001010000000001",
                  "10.64.0.2",
                  "sip:x@y",
                  "DCMR0REF000000001",
                  certificates),
              new NonVolatileMemory(),
              Seed.of(7).stream());
      MessageType telemetry = MessageType.transientOf("telemetry", 3);
      Modem modem = new Modem(dcm);
      modem.boot();
      HttpsExchanges https =
          new HttpsExchanges(
              dcm,
              DcmProfiles.read(configuration.profile()).telematics(),
              DcmRules.REQUIRED,
              modem,
              DcmCertificates.read(certificates, timeline::now, DcmRules.REQUIRED),
              List.of(telemetry));
      https.boot();
      Timer[] timer = new Timer[1];
      timer[0] =
          timeline.timer(
              () -> {
                https.post(
                    telemetry,
                    JsonNodeFactory.instance.objectNode().put("sequence", 1).put("timestamp", "x"));
                timer[0].armAfter(TimeUnit.SECONDS.toNanos(60));
              });
      for (int round = 0; round < 3; round++) {
        long begun = System.nanoTime();
        timer[0].armAfter(0);
        timeline.runUntil(timeline.nowNanos() + TimeUnit.SECONDS.toNanos(60L * exchanges));
        System.out.printf(
            "%d exchanges in %.2f s, %d seen%n",
            exchanges, (System.nanoTime() - begun) / 1e9, environment.radioLink().http().size());
      }
    }
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private static final class Nobody implements Observations {
    @Override
    public void note(Subject source, String kind, Map<String, String> details) {}

    @Override
    public List<Observation> all() {
      return List.of();
    }
  }
}
