// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.can.BusException;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.candump.CandumpLog;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.log.FrameReader;
import dev.dcmrig.can.log.LoggedFrame;
import dev.dcmrig.can.logfile.LogFormat;
import dev.dcmrig.sim.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends a log's frames when they are due. */
final class Replay implements AutoCloseable {
  /** An assignment to this prints the line. */
  static final String STDOUT = "stdout";

  private static final int STEP = 256;
  private static final long MILLI = 1_000_000;
  private static final long PATIENCE_MILLIS = 1_000;
  private static final int MAX_BUSES = 32;

  /**
   * What to play and how.
   *
   * @param file null: the standard input
   * @param assignments interface of the log to address of a bus; empty: to the interfaces
   *     themselves
   * @param loops 0: without end
   * @param count frames after which it ends; 0: all
   * @param interactive waits for a line of the standard input before each frame
   * @param skipSeconds gaps above this are left out; 0: none
   * @param loopback whether other programs of this machine see the frames
   */
  record Plan(
      @Nullable Path file,
      Map<String, String> assignments,
      long loops,
      long count,
      boolean untimed,
      boolean interactive,
      long gapMillis,
      long skipSeconds,
      double speed,
      boolean verbose,
      boolean loopback) {}

  /** Where the frames of one interface go. */
  private record Target(BusAddress address, Outgoing outgoing, Echo echo) {}

  private final CanSession session;
  private final Plan plan;
  private final Timer timer;
  private final Map<String, Target> targets = new HashMap<>();
  private FrameReader reader;
  private @Nullable LoggedFrame pending;
  private long loop = 1;
  private long begun;
  private long due;

  /** {@link #due} before it is rounded, so that rounding never adds up. */
  private double exactNanos;

  private long lastMicros;
  private long inLoop;
  private long sent;
  private long errorFrames;
  private long others;

  /** Frames that were sent or printed, of all loops. */
  private long played;

  /** Interfaces of the log that no assignment names; as many as are told. */
  private final Set<String> unassigned = new LinkedHashSet<>();

  private final EnterKey keys = new EnterKey();

  Replay(CanSession session, Plan plan) throws IOException {
    this.session = session;
    this.plan = plan;
    this.timer = session.timeline().timer(this::step);
    for (Map.Entry<String, String> assignment : plan.assignments.entrySet()) {
      if (!assignment.getValue().equals(STDOUT)) {
        targets.put(assignment.getKey(), target(assignment.getValue()));
      }
    }
    this.reader = read();
  }

  private FrameReader read() throws IOException {
    Path file = plan.file;
    return file == null
        ? LogFormat.CANDUMP.reader("standard input", System.in)
        : LogFormat.of(file)
            .orElse(LogFormat.CANDUMP)
            .reader(file.toString(), Files.newInputStream(file));
  }

  private Target target(String to) {
    if (targets.size() >= MAX_BUSES) {
      throw new IllegalArgumentException("the log has more than " + MAX_BUSES + " interfaces");
    }
    BusAddress address = BusAddress.parse(to);
    CanBus bus = session.open(address, BitRates.DEFAULT);
    Outgoing outgoing =
        new Outgoing(
            Outgoing.node(bus, "rig can replay", plan.loopback),
            session.timeline(),
            PATIENCE_MILLIS);
    return new Target(address, outgoing, Echo.of(session, bus, address, false));
  }

  ExitCode run() {
    session
        .timeline()
        .post(
            "replay",
            () -> {
              begun = session.timeline().nowNanos();
              step();
            });
    return session.await(
        () -> {
          long cut = session.closeBuses();
          StringBuilder text = new StringBuilder("rig: ").append(sent - cut).append(" frames sent");
          if (cut > 0) {
            session.incomplete();
            text.append(", ").append(cut).append(" NOT SENT: the queue was full");
          }
          if (errorFrames > 0) {
            text.append(", ").append(errorFrames).append(" error frames left out");
          }
          if (others > 0) {
            text.append(", ").append(others).append(" of interfaces without an assignment");
          }
          session.console().err().println(text);
        });
  }

  private void step() {
    try {
      for (int budget = STEP; budget > 0 && !session.hasEnded(); budget--) {
        LoggedFrame next = pending != null ? pending : next();
        if (next == null || (plan.count > 0 && played == plan.count)) {
          finish();
          return;
        }
        pending = next;
        if (plan.interactive && !keys.isPressed(this::pressed)) {
          return;
        }
        if (begun + due > session.timeline().nowNanos()) {
          timer.armAt(begun + due);
          return;
        }
        if (!deliver(next)) {
          timer.armAfter(Outgoing.RETRY_NANOS);
          return;
        }
        pending = null;
        keys.used();
      }
      if (!session.hasEnded()) {
        session.timeline().post("replay", this::step);
      }
    } catch (IOException e) {
      session.fail("the log could not be read: " + e.getMessage());
    } catch (BusException e) {
      session.fail(String.valueOf(e.getMessage()));
    }
  }

  private void pressed() {
    session.timeline().post("enter", this::step);
  }

  /** The next frame of the log, or of its next loop, with {@link #due} set; null at the end. */
  private @Nullable LoggedFrame next() throws IOException {
    LoggedFrame frame = reader.next();
    while (frame == null) {
      if (inLoop == 0 || (plan.loops > 0 && loop >= plan.loops)) {
        return null;
      }
      loop++;
      inLoop = 0;
      reader.close();
      reader = read();
      frame = reader.next();
    }
    schedule(frame.epochMicros(), inLoop == 0);
    inLoop++;
    return frame;
  }

  private void schedule(long micros, boolean first) {
    long gap = plan.gapMillis * MILLI;
    if (plan.untimed) {
      due += first && loop == 1 ? 0 : gap;
      return;
    }
    long delta = first ? 0 : Math.max(0, micros - lastMicros);
    lastMicros = micros;
    if (plan.skipSeconds > 0 && delta > plan.skipSeconds * 1_000_000) {
      delta = 0;
    }
    exactNanos += delta * 1000 / plan.speed;
    due = (long) exactNanos;
    if (gap > 0) {
      due = (due + gap - 1) / gap * gap;
    }
  }

  /** False: the queue is full; try again. */
  private boolean deliver(LoggedFrame logged) {
    String channel = logged.channel();
    if (STDOUT.equals(plan.assignments.get(channel))) {
      CandumpLog.append(session.out().text(), logged.epochMicros(), channel, logged.frame());
      session.out().lineDone();
      played++;
      return true;
    }
    Target target = targets.get(channel);
    if (target == null) {
      if (!plan.assignments.isEmpty()) {
        others++;
        if (unassigned.size() < MAX_BUSES) {
          unassigned.add(channel);
        }
        return true;
      }
      target = target(channel);
      targets.put(channel, target);
    }
    if (logged.frame().isError()) {
      errorFrames++;
      return true;
    }
    switch (target.outgoing.offer(logged.frame())) {
      case TAKEN -> {
        sent++;
        played++;
        show(target, logged);
      }
      case FULL -> {
        return false;
      }
      case GIVEN_UP -> session.fail(Outgoing.givenUp(target.address));
    }
    return true;
  }

  private void show(Target target, LoggedFrame logged) {
    if (plan.verbose) {
      StringBuilder text = session.out().text();
      text.append(target.address.name()).append(" (").append(logged.channel()).append(") ");
      FrameText.appendSent(text, logged.frame());
      text.append('\n');
      session.out().lineDone();
    }
  }

  private void finish() {
    if (inLoop == 0) {
      session.fail(
          (plan.file == null ? "standard input" : plan.file)
              + ": holds no frame; a log has lines as (1436509052.249713) can0 123#DEAD");
      return;
    }
    if (played == 0 && others > 0) {
      session
          .console()
          .problem(
              "rig: nothing was played: no assignment names an interface of the log, which has "
                  + String.join(", ", unassigned));
      session.end(ExitCode.USAGE);
      return;
    }
    drain(targets.values().iterator());
  }

  /** One bus after the other: all of them send meanwhile. */
  private void drain(Iterator<Target> rest) {
    if (rest.hasNext()) {
      rest.next().outgoing.drain(() -> drain(rest));
      return;
    }
    for (Target target : targets.values()) {
      if (target.address.isPrivate()) {
        target.echo.await(sent, () -> session.end(ExitCode.PASSED));
        return;
      }
    }
    session.end(ExitCode.PASSED);
  }

  @Override
  public void close() throws IOException {
    if (plan.file != null) {
      reader.close();
    }
  }
}
