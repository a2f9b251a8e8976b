// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

/**
 * The telematics service and what belongs to it, as people and other programs meet it: its API, the
 * mail and the pushes that it sends, the payment provider that it uses; and the ways to make it, or
 * the way to it, go wrong.
 */
public interface Backend {

  ServiceApi api();

  Mailbox mailbox();

  PaymentProvider payments();

  BackendFaults faults();

  OrderTricks orders();

  /** The server of updates over the air. */
  Updates updates();
}
