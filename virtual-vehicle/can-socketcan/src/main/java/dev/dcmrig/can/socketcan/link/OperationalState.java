// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.util.Locale;

/** Whether an interface can pass frames on (RFC 2863 and IF_OPER_... of linux/if.h, its order). */
public enum OperationalState {
  /** The driver doesn't say: usual for a virtual interface. */
  UNKNOWN,
  NOT_PRESENT,
  DOWN,
  LOWER_LAYER_DOWN,
  TESTING,
  DORMANT,
  UP;

  static OperationalState of(int number) {
    return number >= 0 && number < values().length ? values()[number] : UNKNOWN;
  }

  /** As {@code lower-layer-down}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
