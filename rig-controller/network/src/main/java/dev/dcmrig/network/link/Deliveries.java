// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.network.link.Flow.Service;
import dev.dcmrig.sim.Timeline;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings each message over the link at its time: in the order of (arrival, order of sending), or
 * not at all. On the timeline's thread.
 */
final class Deliveries {
  private final Timeline timeline;
  private final Reception reception;
  private final Flows flows;
  private final LinkJournal journal;
  private int cutAfter = -1;

  Deliveries(Timeline timeline, Reception reception, Flows flows, LinkJournal journal) {
    this.timeline = timeline;
    this.reception = reception;
    this.flows = flows;
    this.journal = journal;
  }

  /** The next message to the centre breaks off after so many bytes. */
  void cutAfter(int bytes) {
    cutAfter = bytes;
  }

  /** A message, or bytes of an encrypted stream, has come into the link. */
  void arrived(Flow flow, boolean up, byte[] message) {
    if (!reception.isCovered()) {
      drop(flow, up, message);
      return;
    }
    timeline.after(reception.delayNanos(), () -> deliver(flow, up, message));
  }

  private void drop(Flow flow, boolean up, byte[] message) {
    if (flow.service.isRelayed()) {
      journal.relayed(flow, up, Delivery.DROPPED, message);
    }
  }

  private void deliver(Flow flow, boolean up, byte[] message) {
    if (flow.isDead()) {
      drop(flow, up, message);
    } else if (!flow.service.isRelayed()) {
      flow.writeUp(message);
      timeline.changed();
    } else if (up && cutAfter >= 0 && flow.service == Service.CENTRE) {
      byte[] part = Arrays.copyOf(message, Math.min(cutAfter, message.length));
      cutAfter = -1;
      drop(flow, true, message);
      flow.writeUp(part);
      flows.cut(flow);
    } else {
      journal.relayed(flow, up, Delivery.DELIVERED, message);
      if (up) {
        flow.writeUp(message);
      } else {
        flow.writeDown(message);
      }
      timeline.changed();
    }
  }

  /** A message has come out of a connection whose far end the link is. */
  void cameUp(Flow flow, byte[] message) {
    journal.seen(flow, true, Delivery.DELIVERED, message);
  }

  /**
   * Bytes of such a far end for the DCM.
   *
   * @param message what they are in plain, to be recorded when they arrive; null for a part
   */
  void sendDown(Flow flow, byte[] wire, byte @Nullable [] message) {
    timeline.after(
        reception.delayNanos(),
        () -> {
          boolean arrives = !flow.isDead() && reception.isCovered();
          if (message != null) {
            journal.seen(flow, false, arrives ? Delivery.DELIVERED : Delivery.DROPPED, message);
          }
          if (arrives) {
            flow.writeDown(wire);
          }
        });
  }

  /**
   * A datagram.
   *
   * @param send brings it to its end, if it arrives
   */
  void datagram(String from, String to, byte[] payload, Runnable send) {
    if (reception.losesDatagram()) {
      journal.datagram(from, to, false, payload);
      return;
    }
    timeline.after(
        reception.delayNanos(),
        () -> {
          boolean delivered = reception.isCovered();
          journal.datagram(from, to, delivered, payload);
          if (delivered) {
            send.run();
          }
        });
  }
}
