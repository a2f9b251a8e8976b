// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.bench.driver.RigAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Starts a DCM as a process of its own, one for each scenario (docs/DCM-INTERFACE.md, section 0).
 * Real time only. Does not simulate: boot time, which is the process's own start before its {@code
 * hello}.
 */
public final class ProcessDcmDriver implements DcmDriver {

  /** How long a DCM has to say {@code hello}: less than the bench's thread may be busy for. */
  public static final Duration HELLO_LIMIT = Duration.ofSeconds(25);

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

    DcmEntrance.Invitation invitation() {
      return new DcmEntrance.Invitation(
          "in a process of its own", canUri, profileName, profile, vehicle, defects);
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
    return new DcmEntrance(RigAddress.LOOPBACK, plan.invitation(), helloLimit)
        .fit(
            socket,
            variables ->
                ChildProcess.start(
                    new ChildProcess.Spec(
                        "dcm",
                        plan.command(),
                        plan.folder(),
                        variables,
                        "dcm.command",
                        ChildProcess.Streams.NONE)));
  }
}
