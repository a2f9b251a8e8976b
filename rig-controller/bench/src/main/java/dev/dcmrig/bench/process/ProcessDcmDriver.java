// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.sim.Timeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Starts a DCM as a process of its own, one for each scenario (docs/DCM-INTERFACE.md, section 0).
 * Real time only. Does not simulate: boot time, which is the process's own start before its {@code
 * hello}.
 */
public final class ProcessDcmDriver implements DcmDriver {

  /** How long a DCM has to say {@code hello}: less than the bench's thread may be busy for. */
  public static final Duration HELLO_LIMIT = Duration.ofSeconds(25);

  private static final int POLL_MILLIS = 100;

  private final Plan plan;
  private final Duration helloLimit;

  /**
   * What is started, and what it is told of the bench.
   *
   * @param folder the command's working folder
   * @param canUri the bus, as {@code socketcan:vcan0}
   * @param defects ids of seeded defects that it is to have; without commas
   */
  public record Plan(
      List<String> command,
      Path folder,
      String canUri,
      String profileName,
      Path profile,
      Path vehicle,
      Set<String> defects) {

    public Plan {
      defects = Set.copyOf(defects);
    }
  }

  public ProcessDcmDriver(Plan plan) {
    this(plan, HELLO_LIMIT);
  }

  ProcessDcmDriver(Plan plan, Duration helloLimit) {
    this.plan = plan;
    this.helloLimit = helloLimit;
  }

  /**
   * @throws BenchBroken when it can't be started, doesn't say {@code hello} in time, or doesn't
   *     know a defect that it was handed
   */
  @Override
  public Dcm fit(Socket socket) {
    Timeline timeline = socket.timeline();
    long latestNanos = timeline.nowNanos() + helloLimit.toNanos();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ChildProcess process =
          ChildProcess.start(
              new ChildProcess.Spec(
                  "dcm",
                  plan.command(),
                  plan.folder(),
                  environment(socket, server),
                  "dcm.command",
                  ChildProcess.Streams.NONE));
      try {
        FittedProcess fitted =
            new FittedProcess(
                timeline,
                socket.pins(),
                accept(server, process, timeline, latestNanos),
                process,
                plan.defects());
        fitted.awaitHello(latestNanos - timeline.nowNanos(), plan.profileName());
        return fitted;
      } catch (RuntimeException | IOException e) {
        process.end(false);
        throw e;
      }
    } catch (IOException e) {
      throw new BenchBroken("no loopback socket for the DCM's electrical face: " + e, e);
    }
  }

  private java.net.Socket accept(
      ServerSocket server, ChildProcess process, Timeline timeline, long latestNanos)
      throws IOException {
    server.setSoTimeout(POLL_MILLIS);
    while (timeline.nowNanos() < latestNanos) {
      try {
        return server.accept();
      } catch (SocketTimeoutException e) {
        if (!process.isAlive()) {
          throw new BenchBroken(
              "the DCM's process ended before it opened its electrical socket: "
                  + process.account());
        }
      }
    }
    throw new BenchBroken(
        "no DCM connected to DCM_ELECTRICAL within "
            + helloLimit.toSeconds()
            + " s (docs/DCM-INTERFACE.md, section 0): "
            + process.account());
  }

  private Map<String, String> environment(Socket socket, ServerSocket server) {
    Modem modem = socket.modem();
    String host = server.getInetAddress().getHostAddress();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("DCM_CAN", plan.canUri());
    environment.put("DCM_PROXY", modem.proxyHost() + ":" + modem.proxyPort());
    environment.put("DCM_IMSI", modem.imsi());
    environment.put("DCM_ADDRESS", modem.address());
    environment.put("DCM_SUBSCRIBER_URI", modem.subscriberUri());
    environment.put("DCM_VIN", modem.vin());
    environment.put("DCM_CERTIFICATES", modem.certificates().toString());
    environment.put("DCM_ELECTRICAL", host + ":" + server.getLocalPort());
    environment.put("DCM_PROFILE", plan.profile().toAbsolutePath().toString());
    environment.put("DCM_VEHICLE", plan.vehicle().toAbsolutePath().toString());
    // Always set: a variable of the rig's own environment must not seed anything.
    environment.put("DCM_DEFECTS", String.join(",", new TreeSet<>(plan.defects())));
    environment.put("DCM_SEED", Long.toString(socket.seed().of("process").stream().nextLong()));
    return environment;
  }
}
