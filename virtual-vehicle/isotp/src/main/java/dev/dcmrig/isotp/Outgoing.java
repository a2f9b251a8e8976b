// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import org.jspecify.annotations.Nullable;

/**
 * One frame at a time on its way to the bus: L_Data.request, L_Data.confirm, and N_As or N_Ar
 * between them (ISO 15765-2:2016, table 16). A frame that a full controller refuses is offered
 * again within that time.
 */
final class Outgoing {
  /** Told when the frame is on the bus, or has not come there in time. */
  interface Owner {
    void confirmed(long timeNanos);

    void timedOut();
  }

  /** How often a full controller is offered the frame again. */
  private static final long OFFER_AGAIN_NANOS = 100_000;

  private final CanNode node;
  private final boolean tellsInOrder;
  private final Timeline timeline;
  private final long limitNanos;
  private final Owner owner;
  private final Timer timer;

  private @Nullable Frame frame;
  private boolean taken;
  private long requestNanos;

  /**
   * @param tellsInOrder whether this end hears of its own frame before it hears any answer to it
   */
  Outgoing(CanNode node, Timeline timeline, boolean tellsInOrder, long limitNanos, Owner owner) {
    this.node = node;
    this.tellsInOrder = tellsInOrder;
    this.timeline = timeline;
    this.limitNanos = limitNanos;
    this.owner = owner;
    this.timer = timeline.timer(this::due);
  }

  /** Sends a frame; there must be none on its way. */
  void request(Frame next) {
    frame = next;
    taken = false;
    requestNanos = timeline.nowNanos();
    timer.armAt(requestNanos + limitNanos);
    offer();
  }

  private void offer() {
    Frame waiting = frame;
    if (waiting == null) {
      return;
    }
    taken = true;
    // A bus may confirm, and its nodes may answer, before this returns.
    if (!node.send(waiting)) {
      taken = false;
      long again = timeline.nowNanos() + OFFER_AGAIN_NANOS;
      timer.armAt(Math.min(again, requestNanos + limitNanos));
    } else if (frame != null) {
      timer.armAt(requestNanos + limitNanos);
    }
  }

  private void due() {
    if (timeline.nowNanos() - requestNanos < limitNanos) {
      offer();
    } else if (frame != null) {
      frame = null;
      owner.timedOut();
    }
  }

  /** When the last frame was asked for. */
  long requestNanos() {
    return requestNanos;
  }

  /** A frame of this end was on the bus; true if it is the one that is waited for. */
  boolean seen(long timeNanos, Frame onBus) {
    if (!taken || !onBus.equals(frame)) {
      return false;
    }
    confirm(timeNanos);
    return true;
  }

  /** The other end has answered: the frame must have been on the bus, even if nobody told yet. */
  void answered(long timeNanos) {
    if (frame != null && taken && !tellsInOrder) {
      confirm(timeNanos);
    }
  }

  private void confirm(long timeNanos) {
    frame = null;
    timer.cancel();
    owner.confirmed(timeNanos);
  }

  void cancel() {
    frame = null;
    timer.cancel();
  }
}
