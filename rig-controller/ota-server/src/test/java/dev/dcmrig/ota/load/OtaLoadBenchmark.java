// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.load;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the OTA server stands, over real sockets on loopback. {@code
 * rig-controller/ota-server/ota-load} starts it. Three questions, each with its peer in the same
 * run:
 *
 * <ul>
 *   <li>a rollout to so many cars, 1 MiB each, by polls, pieces of 64 KiB and feedback: how long,
 *       how much heap, and is nothing lost;
 *   <li>downloads of the whole file, beside nginx with the same file, if it is installed;
 *   <li>polls, beside an endpoint of the same process that answers as many bytes and does nothing.
 * </ul>
 *
 * Arguments: cars (1000), seconds a measurement (10), rounds (3). The server has a process and 512
 * MiB of its own; client and server share the machine.
 */
public final class OtaLoadBenchmark {
  private static final int IMAGE_BYTES = 1 << 20;
  private static final int LOOPS = 32;
  private static final Path NGINX = Path.of("/usr/sbin/nginx");

  private OtaLoadBenchmark() {}

  public static void main(String[] args) throws Exception {
    int cars = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    Path folder = Files.createTempDirectory("ota-load");
    Path image = folder.resolve("dcm.bin");
    byte[] bytes = new byte[IMAGE_BYTES];
    new Random(7).nextBytes(bytes);
    Files.write(image, bytes);
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                LoadedServer.class.getName(),
                folder.resolve("server").toString(),
                image.toString(),
                Integer.toString(cars))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      String[] ports = String.valueOf(said.readLine()).split(" ", -1);
      int port = Integer.parseInt(ports[0]);
      rollout(port, cars, server.getOutputStream(), said);
      try (LoadClient client = new LoadClient(LOOPS)) {
        for (int round = 0; round < rounds; round++) {
          polls(client, port, Integer.parseInt(ports[1]), cars, seconds);
          downloads(client, port, folder, seconds);
        }
      }
    } finally {
      server.destroy();
    }
  }

  private static void rollout(int port, int cars, OutputStream asks, BufferedReader said)
      throws IOException {
    try (LoadClient client = new LoadClient(cars)) {
      long began = System.nanoTime();
      List<Future<?>> all = new ArrayList<>();
      for (int car = 0; car < cars; car++) {
        all.add(client.update(port, car));
      }
      Future.join(all).toCompletionStage().toCompletableFuture().handle((a, b) -> a).join();
      double seconds = (System.nanoTime() - began) / 1e9;
      long failed = all.stream().filter(Future::failed).count();
      all.stream()
          .filter(Future::failed)
          .findFirst()
          .ifPresent(it -> System.out.println(it.cause()));
      asks.write('\n');
      asks.flush();
      String[] counted = String.valueOf(said.readLine()).split(" ", -1);
      System.out.printf(
          "rollout: %d cars, 1 MiB each, %.1f s; %s counted as succeeded, %d not; heap at most %s"
              + " MiB of 512%n",
          cars, seconds, counted[0], failed, counted[1]);
    }
  }

  private static void polls(LoadClient client, int port, int bare, int cars, int seconds) {
    AtomicInteger next = new AtomicInteger();
    LoadClient.Rate ours =
        client.rate(
            LOOPS, seconds, () -> client.poll(port, Math.floorMod(next.getAndIncrement(), cars)));
    LoadClient.Rate peer = client.rate(LOOPS, seconds, () -> client.poll(bare, 0));
    System.out.printf(
        "polls: %.0f/s, bare endpoint %.0f/s: %.0f %%; failures %d%n",
        ours.requestsPerSecond(),
        peer.requestsPerSecond(),
        100 * ours.requestsPerSecond() / peer.requestsPerSecond(),
        ours.failures());
  }

  private static void downloads(LoadClient client, int port, Path folder, int seconds)
      throws IOException, InterruptedException {
    String file = LoadClient.controller(0) + "/softwaremodules/1/artifacts/dcm.bin";
    Map<String, String> token = Map.of("Authorization", "TargetToken " + LoadedServer.TOKEN + 0);
    LoadClient.Rate ours =
        client.rate(LOOPS, seconds, () -> client.ask("GET", port, file, token, Buffer.buffer()));
    if (!Files.isExecutable(NGINX)) {
      System.out.printf(
          "downloads: %.0f MiB/s; nginx skipped: it is not installed (ota-load --install-nginx)%n",
          ours.mebibytesPerSecond());
      return;
    }
    int other = freePort();
    Process nginx = nginx(folder, other);
    try {
      LoadClient.Rate peer =
          client.rate(
              LOOPS,
              seconds,
              () -> client.ask("GET", other, "/dcm.bin", Map.of(), Buffer.buffer()));
      System.out.printf(
          "downloads: %.0f MiB/s, nginx %.0f MiB/s: %.0f %%; failures %d and %d%n",
          ours.mebibytesPerSecond(),
          peer.mebibytesPerSecond(),
          100 * ours.mebibytesPerSecond() / peer.mebibytesPerSecond(),
          ours.failures(),
          peer.failures());
    } finally {
      nginx.destroy();
      nginx.waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static Process nginx(Path folder, int port) throws IOException, InterruptedException {
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        """
        daemon off; pid %1$s/nginx.pid; error_log %1$s/nginx.log; worker_processes 2;
        events { worker_connections 1024; }
        http {
          access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
          client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
          uwsgi_temp_path %1$s; scgi_temp_path %1$s;
          server { listen 127.0.0.1:%2$d; root %1$s; }
        }
        """
            .formatted(folder, port));
    Process nginx =
        new ProcessBuilder(NGINX.toString(), "-c", file.toString(), "-p", folder.toString())
            .inheritIO()
            .start();
    // It says nothing when it listens.
    Thread.sleep(500);
    return nginx;
  }
}
