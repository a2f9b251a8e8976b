// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.bench.driver.DcmDriver.Socket;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.sim.Patience;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.pins.DcmPins;
import java.util.Map;

/**
 * Fits a DCM that is a process on virtual time (docs/DCM-INTERFACE.md, section 0). Does not
 * simulate: boot time, which is no time here, and the time that a DCM takes to react.
 */
final class ClockedDcmDriver {
  /** What {@code DCM_CAN} says: frames are lines of the clock protocol. */
  static final String BUS = "clock";

  private ClockedDcmDriver() {}

  /**
   * A scenario's bench, as far as a DCM's process sees it.
   *
   * @param looks until a turn that does not end is given up
   */
  record Place(VirtualTimeline timeline, CanBus bus, DcmPins pins, int looks) {}

  /**
   * @throws dev.dcmrig.api.BenchBroken when it can't be started, does not speak the protocol, or
   *     does not know a defect that it was handed
   */
  static Dcm fit(
      VirtualTimeline timeline, ClockedProcesses pool, ProcessDcmDriver.Plan plan, Socket socket) {
    return fit(timeline, pool, plan, socket, new Limits(ClockedProcess.LOOKS, Patience.LOOKS));
  }

  /** How long a process is waited for, in looks ({@link Patience}): first lines, and a turn. */
  record Limits(int greeting, int turn) {}

  static Dcm fit(
      VirtualTimeline timeline,
      ClockedProcesses pool,
      ProcessDcmDriver.Plan plan,
      Socket socket,
      Limits limits) {
    Map<String, String> environment = DcmEntrance.variables(plan.invitation(), socket);
    ClockedProcess process = pool.take(plan.command(), plan.folder(), environment);
    Hearing hearing = hearing(timeline);
    try {
      ClockGreeting greeting =
          process.begin(hearing, environment, plan.defects(), limits.greeting());
      return new ClockedDcm(
          new Place(timeline, socket.bus(), socket.pins(), limits.turn()),
          hearing,
          process,
          pool,
          greeting,
          plan.profileName(),
          plan.defects());
    } catch (RuntimeException | Error e) {
      process.kill();
      leave(timeline, hearing, process.socket());
      throw e;
    }
  }

  /** A process is on the timeline no longer. */
  static void leave(VirtualTimeline timeline, Hearing hearing, TurnSocket socket) {
    hearing.remove(socket);
    if (hearing.isEmpty()) {
      timeline.outside(null);
      hearing.close();
    }
  }

  /** One for all cars of a bench. */
  private static Hearing hearing(VirtualTimeline timeline) {
    if (timeline.outside() instanceof Hearing known) {
      return known;
    }
    Hearing made = new Hearing();
    timeline.outside(made);
    return made;
  }
}
