// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.bench.driver.DcmDriver.Modem;
import dev.dcmrig.bench.driver.DcmDriver.Socket;
import dev.dcmrig.bench.driver.RigAddress;
import dev.dcmrig.sim.Timeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a DCM outside of the rig comes in: opens its electrical socket, has it started with the
 * variables of docs/DCM-INTERFACE.md, section 0, and waits for its {@code hello}.
 */
public final class DcmEntrance {
  private static final int POLL_MILLIS = 100;

  private final RigAddress address;
  private final Invitation invitation;
  private final Duration helloLimit;
  private final int port;

  /**
   * What a DCM is told of the bench.
   *
   * @param where it runs, for the report: {@code "in a process of its own"}
   * @param canUri the bus, as {@code socketcan:vcan0}
   * @param profile as the DCM finds it
   * @param vehicle as the DCM finds it
   * @param defects ids of seeded defects that it is to have; without commas
   */
  public record Invitation(
      String where,
      String canUri,
      String profileName,
      Path profile,
      Path vehicle,
      Set<String> defects) {

    public Invitation {
      defects = Set.copyOf(defects);
    }
  }

  /** Starts a DCM, given the variables of its environment. */
  @FunctionalInterface
  public interface Starter {

    /**
     * @throws BenchBroken when it can't be started
     */
    RunningDcm start(Map<String, String> variables);
  }

  /**
   * @param address where the rig listens, and whom it takes
   * @param helloLimit from the start until {@code hello}
   */
  public DcmEntrance(RigAddress address, Invitation invitation, Duration helloLimit) {
    this(address, 0, invitation, helloLimit);
  }

  /**
   * At a port that somebody knows.
   *
   * @param port 0 is any
   */
  public DcmEntrance(RigAddress address, int port, Invitation invitation, Duration helloLimit) {
    this.address = address;
    this.port = port;
    this.invitation = invitation;
    this.helloLimit = helloLimit;
  }

  /**
   * Has a DCM started, and waits for it; on the timeline's thread.
   *
   * @throws BenchBroken when it can't be started, doesn't say {@code hello} in time, or doesn't
   *     know a defect that it was handed
   */
  public Dcm fit(Socket socket, Starter starter) {
    Timeline timeline = socket.timeline();
    long latestNanos = timeline.nowNanos() + helloLimit.toNanos();
    try (ServerSocket server = new ServerSocket()) {
      // A fixed port is used by the next scenario at once.
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(address.here(), port), 1);
      RunningDcm dcm = starter.start(variables(socket, server));
      try {
        FittedProcess fitted =
            new FittedProcess(
                timeline,
                socket.pins(),
                accept(server, dcm, timeline, latestNanos),
                dcm,
                invitation.defects());
        fitted.awaitHello(
            latestNanos - timeline.nowNanos(), invitation.where(), invitation.profileName());
        return fitted;
      } catch (RuntimeException | IOException e) {
        dcm.end(false);
        throw e;
      }
    } catch (IOException e) {
      throw new BenchBroken(
          "no socket at "
              + address.here().getHostAddress()
              + (port == 0 ? "" : ":" + port)
              + " for the DCM's electrical face: "
              + e.getMessage(),
          e);
    }
  }

  private java.net.Socket accept(
      ServerSocket server, RunningDcm dcm, Timeline timeline, long latestNanos) throws IOException {
    server.setSoTimeout(POLL_MILLIS);
    while (timeline.nowNanos() < latestNanos) {
      try {
        java.net.Socket came = server.accept();
        if (address.admits(came.getInetAddress())) {
          return came;
        }
        came.close();
      } catch (SocketTimeoutException e) {
        if (!dcm.isAlive()) {
          throw new BenchBroken(
              "the DCM's process ended before it opened its electrical socket: " + dcm.account());
        }
      }
    }
    throw new BenchBroken(
        "no DCM connected to DCM_ELECTRICAL within "
            + helloLimit.toSeconds()
            + " s (docs/DCM-INTERFACE.md, section 0): "
            + dcm.account());
  }

  private Map<String, String> variables(Socket socket, ServerSocket server) {
    Map<String, String> variables = variables(invitation, socket);
    InetAddress here = server.getInetAddress();
    variables.put("DCM_ELECTRICAL", here.getHostAddress() + ":" + server.getLocalPort());
    return variables;
  }

  /** All that a DCM is told by variables, but where the rig listens. */
  static Map<String, String> variables(Invitation invitation, Socket socket) {
    Modem modem = socket.modem();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("DCM_CAN", invitation.canUri());
    variables.put("DCM_PROXY", modem.proxyHost() + ":" + modem.proxyPort());
    variables.put("DCM_IMSI", modem.imsi());
    variables.put("DCM_ADDRESS", modem.address());
    variables.put("DCM_SUBSCRIBER_URI", modem.subscriberUri());
    variables.put("DCM_VIN", modem.vin());
    variables.put("DCM_CERTIFICATES", modem.certificates().toString());
    variables.put("DCM_PROFILE", invitation.profile().toAbsolutePath().toString());
    variables.put("DCM_VEHICLE", invitation.vehicle().toAbsolutePath().toString());
    // Always set: a variable of the rig's own environment must not seed anything.
    variables.put("DCM_DEFECTS", String.join(",", new TreeSet<>(invitation.defects())));
    variables.put("DCM_SEED", Long.toString(socket.drawing()));
    return variables;
  }
}
