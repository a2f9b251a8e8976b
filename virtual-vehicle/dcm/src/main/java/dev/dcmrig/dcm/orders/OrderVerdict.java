// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.orders;

/** What became of an order: only an authentic one is carried out. */
public enum OrderVerdict {
  AUTHENTIC(""),
  /** The newest one again, as QoS 1 may deliver it: nothing is to be done. */
  DUPLICATE(""),
  FORGED("order-forged"),
  FOR_ANOTHER_VEHICLE("order-not-for-this-vehicle"),
  REPLAYED("order-replayed"),
  EXPIRED("order-expired");

  private final String event;

  OrderVerdict(String event) {
    this.event = event;
  }

  /** The kind of the security event; empty for none. */
  public String event() {
    return event;
  }
}
