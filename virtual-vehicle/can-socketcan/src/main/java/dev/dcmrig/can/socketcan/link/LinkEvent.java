// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

/**
 * Something has happened to a CAN interface.
 *
 * @param link the interface as it is now; after {@link Kind#REMOVED} as it was last
 */
public record LinkEvent(Kind kind, CanLink link) {

  /** What has happened. */
  public enum Kind {
    /** An interface has come: an adapter was plugged in, a virtual one made, one renamed. */
    ARRIVED,
    /** It has gone. */
    REMOVED,
    /** It was brought up, or has come up. */
    UP,
    /** It was taken down. */
    DOWN,
    /** Its controller is in another state: error-active, error-warning, bus-off and so on. */
    STATE,
    /** It was set otherwise: MTU, bit rate, modes. */
    SETTINGS
  }
}
