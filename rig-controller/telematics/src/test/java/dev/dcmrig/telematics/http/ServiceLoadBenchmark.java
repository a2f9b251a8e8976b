// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.sun.management.OperatingSystemMXBean;
import dev.dcmrig.network.pki.RunAuthority;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Timer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long does the service take to acknowledge 1,000 vehicles that each report every second, over
 * kept connections with mutual TLS? The same client then asks an endpoint that only ends TLS and
 * answers 204: what is left is the service's own share. Times run from when a report was meant to
 * be sent, so that a service that stalls is not asked less.
 *
 * <pre>
 *   mvn -q -pl rig-controller/telematics -am test-compile
 *   mvn -q -pl rig-controller/telematics exec:java -Dexec.classpathScope=test \
 *       -Dexec.mainClass=dev.dcmrig.telematics.http.ServiceLoadBenchmark -Dexec.args="1000 30 30"
 * </pre>
 *
 * Arguments: vehicles (1000), seconds of warm-up (30), seconds that count (30), rounds (3) of the
 * service and its peer in turn. Client and service share the machine and its processors.
 */
public final class ServiceLoadBenchmark {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long DRAIN_SECONDS = 10;
  private static final int INSTANCES = 2;
  private static final long BOUND_SECONDS = 120;

  private ServiceLoadBenchmark() {}

  public static void main(String[] args) throws Exception {
    int vehicles = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int warmUp = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 30;
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
    System.out.printf(
        "%d vehicles, a report each second, Java %s, %d processors%n",
        vehicles, Runtime.version(), Runtime.getRuntime().availableProcessors());
    Vertx vertx = RigVertx.create();
    try (RunAuthority authority = new RunAuthority();
        ServiceUnderTest service = new ServiceUnderTest()) {
      for (int vehicle = 0; vehicle < vehicles; vehicle++) {
        service.model.provision(vin(vehicle));
      }
      for (int n = 1; n <= rounds; n++) {
        String of = " (round " + n + " of " + rounds + ")";
        round(vertx, authority, service.server, "service" + of, vehicles, warmUp, seconds);
        round(vertx, authority, null, "TLS endpoint alone" + of, vehicles, warmUp, seconds);
      }
    } finally {
      vertx.close().await(BOUND_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static String vin(int vehicle) {
    return String.format("DCMR0REF0%08d", vehicle);
  }

  private static void round(
      Vertx vertx,
      RunAuthority authority,
      @Nullable TelematicsServer service,
      String name,
      int vehicles,
      int warmUp,
      int seconds)
      throws Exception {
    int port = freePort();
    String deployment =
        vertx
            .deployVerticle(
                () -> new MutualTlsGateway(authority, service, port),
                new DeploymentOptions().setInstances(INSTANCES))
            .await(BOUND_SECONDS, TimeUnit.SECONDS);
    try (RealTimeline timeline = new RealTimeline("load", Throwable::printStackTrace)) {
      Measurement measurement = new Measurement(timeline, vehicles, warmUp, seconds);
      List<Vehicle> all = new ArrayList<>();
      for (int vehicle = 0; vehicle < vehicles; vehicle++) {
        Vehicle made = new Vehicle(vertx, authority, vin(vehicle), measurement);
        made.connect(port).await(BOUND_SECONDS, TimeUnit.SECONDS);
        all.add(made);
      }
      measurement.begin(all);
      measurement.report(name);
      all.forEach(Vehicle::close);
    } finally {
      vertx.undeploy(deployment).await(BOUND_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** What is counted: reports that are meant to be sent after the warm-up. */
  private static final class Measurement {
    private final RealTimeline timeline;
    private final int vehicles;
    private final int seconds;
    private final int warmUp;
    private final Histogram latency = new ConcurrentHistogram(SECOND * 100, 3);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch warm = new CountDownLatch(1);
    private volatile long from = Long.MAX_VALUE;
    private volatile long until = Long.MAX_VALUE;

    Measurement(RealTimeline timeline, int vehicles, int warmUp, int seconds) {
      this.timeline = timeline;
      this.vehicles = vehicles;
      this.warmUp = warmUp;
      this.seconds = seconds;
    }

    /** Each vehicle has a phase of its own within the second. */
    void begin(List<Vehicle> all) {
      timeline.post(
          "begin",
          () -> {
            long start = timeline.nowNanos() + SECOND;
            from = start + warmUp * SECOND;
            until = from + seconds * SECOND;
            for (int vehicle = 0; vehicle < all.size(); vehicle++) {
              all.get(vehicle).report(start + vehicle * SECOND / all.size());
            }
            timeline.after(from - timeline.nowNanos(), warm::countDown);
            timeline.after(until - timeline.nowNanos() + DRAIN_SECONDS * SECOND, done::countDown);
          });
    }

    boolean isOver(long intended) {
      return intended >= until;
    }

    void sent(long intended) {
      if (intended >= from) {
        sent.incrementAndGet();
      }
    }

    void answered(long intended, boolean accepted) {
      if (intended < from) {
        return;
      }
      if (accepted) {
        latency.recordValue(timeline.nowNanos() - intended);
      } else {
        refused.incrementAndGet();
      }
    }

    void report(String name) throws InterruptedException {
      OperatingSystemMXBean process =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      warm.await(BOUND_SECONDS, TimeUnit.SECONDS);
      long before = process.getProcessCpuTime();
      done.await(BOUND_SECONDS, TimeUnit.SECONDS);
      double busy = (process.getProcessCpuTime() - before) / (double) (seconds * SECOND);
      System.out.printf(
          "%-20s %d reports of %d, %d refused, %d lost; median %.2f ms, 99 %% %.2f ms, worst %.2f"
              + " ms; %.2f processors busy, client included%n",
          name,
          sent.get(),
          (long) vehicles * seconds,
          refused.get(),
          sent.get() - refused.get() - latency.getTotalCount(),
          latency.getValueAtPercentile(50) / 1e6,
          latency.getValueAtPercentile(99) / 1e6,
          latency.getMaxValue() / 1e6,
          busy);
    }
  }

  /** One vehicle on a kept connection: a report waits for the answer to the one before. */
  private static final class Vehicle {
    private final NetClient client;
    private final String vin;
    private final Measurement measurement;
    private final Timer timer;
    private final Deque<Long> waiting = new ArrayDeque<>();
    private long next;
    private long sequence;
    private long current = -1;
    private @Nullable NetSocket socket;

    Vehicle(Vertx vertx, RunAuthority authority, String vin, Measurement measurement) {
      this.vin = vin;
      this.measurement = measurement;
      Path files = authority.provision(vin);
      client =
          vertx.createNetClient(
              new NetClientOptions()
                  .setSsl(true)
                  .setHostnameVerificationAlgorithm("HTTPS")
                  .setKeyCertOptions(
                      new PemKeyCertOptions()
                          .addCertPath(files.resolve("dcm.pem").toString())
                          .addKeyPath(files.resolve("dcm.key").toString()))
                  .setTrustOptions(
                      new PemTrustOptions().addCertPath(files.resolve("ca.pem").toString())));
      timer = measurement.timeline.timer(this::due);
    }

    Future<NetSocket> connect(int port) {
      return client
          .connect(port, "127.0.0.1", RunAuthority.TELEMATICS_NAME)
          .onSuccess(
              open -> {
                open.handler(this::answer);
                socket = open;
              });
    }

    void report(long at) {
      next = at;
      timer.armAt(at);
    }

    private void due() {
      long intended = next;
      if (measurement.isOver(intended)) {
        return;
      }
      measurement.sent(intended);
      synchronized (this) {
        waiting.add(intended);
        send();
      }
      report(intended + SECOND);
    }

    private void send() {
      NetSocket open = socket;
      if (open == null || current >= 0 || waiting.isEmpty()) {
        return;
      }
      current = waiting.remove();
      sequence++;
      String body =
          "{\"sequence\":"
              + sequence
              + ",\"timestamp\":\"2026-06-01T08:00:00Z\",\"speedKmh\":0.0,\"batteryVolts\":12.60}";
      open.write(
          "POST /v1/vehicles/"
              + vin
              + "/telemetry HTTP/1.1\r\nHost: telematics.dcmrig.example\r\nIdempotency-Key: "
              + vin
              + "-"
              + sequence
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
    }

    /** An answer of 204 is a head without a body, and comes in one piece. */
    private synchronized void answer(Buffer buffer) {
      String text = buffer.toString(StandardCharsets.US_ASCII);
      measurement.answered(current, text.startsWith("HTTP/1.1 204 "));
      current = -1;
      send();
    }

    void close() {
      client.close();
    }
  }
}
