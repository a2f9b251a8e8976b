// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.util.Locale;

/** {@code enum can_state} of linux/can/netlink.h, in its order. */
public enum ControllerState {
  /** Both error counters below 96. */
  ERROR_ACTIVE,
  /** An error counter of 96 to 127. */
  ERROR_WARNING,
  /** An error counter of 128 to 255. */
  ERROR_PASSIVE,
  /** The transmit error counter has passed 255: takes no part in the bus until it is restarted. */
  BUS_OFF,
  /** The interface is down. */
  STOPPED,
  SLEEPING,
  /** A number that this version doesn't know. */
  UNKNOWN;

  static ControllerState of(int number) {
    boolean known = number >= 0 && number < values().length - 1;
    return known ? values()[number] : UNKNOWN;
  }

  /** As {@code error-active}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
