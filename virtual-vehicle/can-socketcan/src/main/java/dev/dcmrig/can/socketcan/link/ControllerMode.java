// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Ways in which a controller can work; each is a bit (CAN_CTRLMODE_... of linux/can/netlink.h). */
public enum ControllerMode {
  /** What it sends comes back within the controller. */
  LOOPBACK(0x01, "loopback"),
  /** Sends nothing, not even acknowledgements. */
  LISTEN_ONLY(0x02, "listen-only"),
  TRIPLE_SAMPLING(0x04, "triple-sampling"),
  /** A frame that fails is not sent again. */
  ONE_SHOT(0x08, "one-shot"),
  /** Each error on the bus becomes an error frame. */
  BUS_ERROR_REPORTING(0x10, "berr-reporting"),
  FD(0x20, "fd"),
  /** Takes a frame for sent that nobody has acknowledged. */
  PRESUME_ACKNOWLEDGEMENT(0x40, "presume-ack"),
  /** FD as Bosch first wrote it, without the stuff count of ISO 11898-1:2015. */
  FD_NON_ISO(0x80, "fd-non-iso"),
  /** Data length codes 9 to 15 of classic frames are kept. */
  RAW_LENGTH_CODE(0x100, "cc-len8-dlc"),
  /** The transmitter's delay is measured. */
  DELAY_COMPENSATION_AUTOMATIC(0x200, "tdc-auto"),
  DELAY_COMPENSATION_MANUAL(0x400, "tdc-manual");

  private final int bit;
  private final String words;

  ControllerMode(int bit, String words) {
    this.bit = bit;
    this.words = words;
  }

  int bit() {
    return bit;
  }

  /** As {@code ip link set ... type can} calls it. */
  public String words() {
    return words;
  }

  static Set<ControllerMode> of(int bits) {
    Set<ControllerMode> found = EnumSet.noneOf(ControllerMode.class);
    for (ControllerMode each : values()) {
      if ((bits & each.bit) != 0) {
        found.add(each);
      }
    }
    return Collections.unmodifiableSet(found);
  }

  static int bits(Set<ControllerMode> modes) {
    return modes.stream().mapToInt(ControllerMode::bit).reduce(0, (a, b) -> a | b);
  }
}
