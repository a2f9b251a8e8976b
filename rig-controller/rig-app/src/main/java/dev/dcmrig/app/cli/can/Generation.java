// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.gen.FrameGenerator;
import dev.dcmrig.can.gen.FrameRecipe;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timer;
import org.jspecify.annotations.Nullable;

/** Sends made-up frames at a rate until something ends it. */
final class Generation {

  /** Frames between two looks at whether there is something else to do. */
  private static final int STEP = 256;

  /**
   * How to send.
   *
   * @param gapNanos between the beginnings of two bursts; 0: none
   * @param count frames in all; 0: no end
   * @param ignoring goes on when a frame could not be sent
   * @param verbose 0 to 3, as {@code cangen -v}
   * @param loopback whether other programs of this machine see the frames
   */
  record Plan(
      long gapNanos,
      long burst,
      long count,
      long patienceMillis,
      boolean ignoring,
      int verbose,
      FrameText.View view,
      boolean echo,
      boolean loopback) {}

  private final CanSession session;
  private final BusAddress address;
  private final Plan plan;
  private final long seed;
  private final FrameGenerator generator;
  private final Outgoing outgoing;
  private final Echo echo;
  private final Timer timer;
  private @Nullable Frame pending;
  private long sent;
  private long lost;
  private long inBurst;
  private long due;

  Generation(CanSession session, BusAddress address, FrameRecipe recipe, Plan plan, long seed) {
    this.session = session;
    this.address = address;
    this.plan = plan;
    this.seed = seed;
    this.generator = new FrameGenerator(recipe, Seed.of(seed));
    this.timer = session.timeline().timer(this::step);
    CanBus bus = session.open(address, BitRates.DEFAULT);
    this.outgoing =
        new Outgoing(
            Outgoing.node(bus, "rig can gen", plan.loopback),
            session.timeline(),
            plan.patienceMillis);
    this.echo = Echo.of(session, bus, address, plan.echo, plan.view);
  }

  ExitCode run() {
    session
        .timeline()
        .post(
            "gen",
            () -> {
              due = session.timeline().nowNanos();
              step();
            });
    return session.await(
        () -> {
          long cut = session.closeBuses();
          if (cut > 0 && !plan.ignoring) {
            session.incomplete();
          }
          sent -= cut;
          lost += cut;
          String unsent = lost > 0 ? ", " + lost + " NOT SENT: the queue was full" : "";
          session
              .console()
              .err()
              .println("rig: " + sent + " frames sent" + unsent + " (--seed " + seed + ")");
        });
  }

  private void step() {
    for (int budget = STEP; budget > 0 && !session.hasEnded(); budget--) {
      if (plan.count > 0 && sent + lost == plan.count) {
        outgoing.drain(() -> echo.await(sent, () -> session.end(ExitCode.PASSED)));
        return;
      }
      Frame frame = pending != null ? pending : generator.next();
      pending = frame;
      switch (outgoing.offer(frame)) {
        case TAKEN -> {
          sent++;
          show(frame);
        }
        case FULL -> {
          timer.armAfter(Outgoing.RETRY_NANOS);
          return;
        }
        case GIVEN_UP -> {
          if (!plan.ignoring) {
            session.fail(Outgoing.givenUp(address) + "; -i goes on without the frame");
            return;
          }
          lost++;
        }
      }
      pending = null;
      if (isGapNext()) {
        timer.armAt(due);
        return;
      }
    }
    if (!session.hasEnded()) {
      session.timeline().post("gen", this::step);
    }
  }

  /** Counts the burst; times are a grid, so that the rate holds whatever a frame takes. */
  private boolean isGapNext() {
    if (plan.gapNanos == 0 || ++inBurst < plan.burst) {
      return false;
    }
    inBurst = 0;
    due += plan.gapNanos;
    return plan.count == 0 || sent + lost < plan.count;
  }

  private void show(Frame frame) {
    if (plan.verbose == 0) {
      return;
    }
    StringBuilder text = session.out().text();
    text.append("  ").append(address.name()).append("  ");
    if (plan.verbose == 1) {
      FrameText.appendSent(text, frame);
    } else {
      FrameText.appendConsole(text, frame, plan.view, false);
    }
    text.append('\n');
    session.out().lineDone();
  }
}
