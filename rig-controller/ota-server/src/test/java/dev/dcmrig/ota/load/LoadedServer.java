// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.load;

import dev.dcmrig.ota.core.RolloutPlan;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WaveCounts;
import dev.dcmrig.ota.model.WavePlan;
import dev.dcmrig.ota.server.OtaServer;
import dev.dcmrig.ota.server.OtaSettings;
import dev.dcmrig.ota.store.Upload;
import dev.dcmrig.sim.RealTimeline;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The server of {@link OtaLoadBenchmark}, in a process of its own, so that its heap is its own.
 * Beside it is an endpoint that answers the same number of bytes and does nothing for it. Says
 * {@code PORT BARE-PORT}; then for each line that it hears: succeeded targets, and the most that
 * its heap has held, in MiB.
 */
final class LoadedServer {
  static final String TOKEN = "token-of-";
  static final int ANSWER_BYTES = 360;

  private LoadedServer() {}

  /**
   * @param args folder, image, cars
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int cars = Integer.parseInt(args[2]);
    Vertx vertx = Vertx.vertx();
    OtaSettings settings =
        OtaSettings.BENCH.with(
            DdiSettings.STANDARD.polling(Duration.ofMinutes(5), Duration.ofSeconds(30)));
    try (RealTimeline timeline =
            new RealTimeline("ota-server", failure -> System.err.println(failure));
        OtaServer server = OtaServer.inFolder(timeline, folder, settings, new OtaRules() {})) {
      for (int car = 0; car < cars; car++) {
        server.core().targets().create("CAR-" + car, "", TOKEN + car);
      }
      long rollout = rollout(server, Files.readAllBytes(Path.of(args[1])));
      int port = server.listen(vertx).toCompletionStage().toCompletableFuture().join();
      String same = "x".repeat(ANSWER_BYTES);
      int bare =
          vertx
              .createHttpServer()
              .requestHandler(
                  request ->
                      request.response().putHeader("Content-Type", "application/json").end(same))
              .listen(0, "127.0.0.1")
              .map(HttpServer::actualPort)
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      System.out.println(port + " " + bare);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        WaveCounts counts = server.core().rollouts().status(rollout).waves().get(0).counts();
        System.out.println(counts.succeeded() + " " + peakMib());
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static long rollout(OtaServer server, byte[] image) {
    long module = server.core().software().createModule("dcm", "2.0", "os", "");
    try (Upload upload = server.core().software().receive(module, "dcm.bin")) {
      upload.write(image);
      server.core().software().addArtifact(module, "dcm.bin", upload.finish());
    }
    long set = server.core().software().createSet("dcm", "2.0", List.of(module));
    long rollout =
        server
            .core()
            .rollouts()
            .create(
                new RolloutPlan(
                    "load",
                    set,
                    "",
                    List.of(new WavePlan(100, 100, 0)),
                    UpdatePolicy.FORCED,
                    null,
                    false));
    server.core().rollouts().start(rollout);
    return rollout;
  }

  private static long peakMib() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(peak -> peak.getUsed())
            .sum()
        >> 20;
  }
}
