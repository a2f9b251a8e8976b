// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.sim.Timer;

/**
 * Another node on the bus that a tool sends on. It acknowledges, which somebody must on a bus in
 * memory, counts what has come across, and shows it when asked.
 */
final class Echo {
  /** With nothing more coming for so long, what is missing is lost. */
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private static final long STEP_NANOS = 2_000_000;

  private final CanSession session;
  private final boolean connected;
  private final String name;
  private final boolean shown;
  private final FrameText.View view;
  private long seen;

  private Echo(
      CanSession session,
      CanBus bus,
      String name,
      boolean connected,
      boolean shown,
      FrameText.View view) {
    this.view = new FrameText.View(false, view.rawDlc());
    this.session = session;
    this.name = name;
    this.connected = connected;
    this.shown = shown;
    if (connected) {
      bus.connect("rig can echo", this::onFrame);
    }
  }

  /** A node on the bus where one is needed or asked for; else nobody, who has seen everything. */
  static Echo of(CanSession session, CanBus bus, BusAddress address, boolean shown) {
    return of(session, bus, address, shown, FrameText.View.PLAIN);
  }

  static Echo of(
      CanSession session, CanBus bus, BusAddress address, boolean shown, FrameText.View view) {
    return new Echo(session, bus, address.name(), shown || address.isPrivate(), shown, view);
  }

  @SuppressWarnings("UnusedVariable") // The time of a frame is of no interest here.
  private void onFrame(long timeNanos, Frame frame) {
    seen++;
    if (shown) {
      StringBuilder text = session.out().text();
      text.append("  ").append(name).append("  ");
      FrameText.appendConsole(text, frame, view, false);
      text.append('\n');
      session.out().lineDone();
    }
  }

  /** Runs {@code then} when so many have come across, or no more come. */
  void await(long count, Runnable then) {
    new Wait(count, then).look();
  }

  private final class Wait {
    private final long count;
    private final Runnable then;
    private final Timer timer;
    private long last = -1;
    private long since;

    Wait(long count, Runnable then) {
      this.count = count;
      this.then = then;
      this.timer = session.timeline().timer(this::look);
    }

    void look() {
      long now = session.timeline().nowNanos();
      if (seen != last) {
        last = seen;
        since = now;
      }
      if (!connected || seen >= count || now - since > PATIENCE_NANOS) {
        then.run();
      } else {
        timer.armAfter(STEP_NANOS);
      }
    }
  }
}
