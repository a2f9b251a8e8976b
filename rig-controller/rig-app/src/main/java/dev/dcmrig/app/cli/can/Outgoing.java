// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.bus.BusScheme;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.socketcan.SocketCanBus;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;

/** The way out to a bus: a full queue is waited out, for a while. */
final class Outgoing {
  /** How long to wait before a full queue is tried again. */
  static final long RETRY_NANOS = 500_000;

  private static final long MILLI = 1_000_000;

  /**
   * At the end a frame gets at least this long, whatever the patience: some twenty at 10 kbit/s.
   */
  private static final long LAST_NANOS = 200 * MILLI;

  /** What became of a frame. */
  enum Offer {
    TAKEN,
    /** The queue is full: offer the frame again after {@link #RETRY_NANOS}. */
    FULL,
    /** The queue has been full for too long: the frame is lost. */
    GIVEN_UP
  }

  private final CanNode node;
  private final Timeline timeline;
  private final long patienceNanos;
  private final Timer drain;
  private Runnable drained = () -> {};
  private long fullSince = -1;
  private int lastWaiting;
  private long sinceNanos;

  Outgoing(CanNode node, Timeline timeline, long patienceMillis) {
    this.node = node;
    this.timeline = timeline;
    this.patienceNanos = patienceMillis * MILLI;
    this.drain = timeline.timer(this::lookWhetherDrained);
  }

  /**
   * A node that sends.
   *
   * @param loopback whether other programs of this machine see its frames; a bus in this process
   *     has no others
   */
  static CanNode node(CanBus bus, String name, boolean loopback) {
    return !loopback && bus instanceof SocketCanBus kernel
        ? kernel.connectWithoutLoopback(name, (time, frame) -> {})
        : bus.connect(name, (time, frame) -> {});
  }

  /** What to say when a frame was given up. */
  static String givenUp(BusAddress address) {
    return address
        + ": the queue stays full, so that the frame could not be sent; is anybody there to"
        + " acknowledge?"
        + (address.scheme() != BusScheme.SOCKETCAN
            ? ""
            : " 'ip link set " + address.name() + " txqueuelen 1000' makes the queue longer");
  }

  /**
   * Runs {@code then} when the frames that were taken are on their way, or none of them goes any
   * more: closing the bus loses what still waits.
   */
  void drain(Runnable then) {
    drained = then;
    lastWaiting = node.waiting();
    sinceNanos = timeline.nowNanos();
    lookWhetherDrained();
  }

  private void lookWhetherDrained() {
    int waiting = node.waiting();
    long now = timeline.nowNanos();
    if (waiting != lastWaiting) {
      lastWaiting = waiting;
      sinceNanos = now;
    }
    if (waiting == 0 || now - sinceNanos >= Math.max(patienceNanos, LAST_NANOS)) {
      drained.run();
    } else {
      drain.armAfter(RETRY_NANOS);
    }
  }

  Offer offer(Frame frame) {
    if (node.send(frame)) {
      fullSince = -1;
      return Offer.TAKEN;
    }
    long now = timeline.nowNanos();
    if (fullSince < 0) {
      fullSince = now;
    }
    if (now - fullSince < patienceNanos) {
      return Offer.FULL;
    }
    fullSince = -1;
    return Offer.GIVEN_UP;
  }
}
