// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.svt;

import dev.dcmrig.dcm.exchange.MessageType;
import dev.dcmrig.dcm.exchange.MessageType.Durability;

/**
 * What tracking sends and asks for (docs/DCM-INTERFACE.md, 2.4).
 *
 * @param trackingOrder whether an order is in force; asked until there is an answer
 * @param acknowledgement that an order was carried out, or why not; must not be lost
 * @param position a report
 * @param securityEvent somebody sent what is not authentic; must not be lost
 */
public record TrackingMessages(
    MessageType trackingOrder,
    MessageType acknowledgement,
    MessageType position,
    MessageType securityEvent) {

  /**
   * @param queue reports that are kept for later without coverage (SVT-06); 0 for none
   * @param tries of a report
   */
  public static TrackingMessages of(int queue, int tries) {
    return new TrackingMessages(
        MessageType.transientOf("tracking-order", MessageType.UNBOUNDED),
        MessageType.durable("order-acknowledgements"),
        // Those that are kept, and the one that is due.
        queue > 0
            ? new MessageType("positions", Durability.DEFERRED, queue + 1, tries)
            : MessageType.transientOf("positions", tries),
        MessageType.durable("security-events"));
  }
}
