// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.util.OptionalInt;

/**
 * Compensation of the transceiver's delay in FD's data phase (ISO 11898-1:2015, 11.3.3), in ticks
 * of the controller's clock.
 *
 * @param delay measured or set; empty when the controller doesn't tell
 * @param offset from there to the second sample point
 * @param filterWindow the least delay that counts
 */
public record DelayCompensation(OptionalInt delay, OptionalInt offset, OptionalInt filterWindow) {
  private static final int IFLA_CAN_TDC_TDCV = 7;
  private static final int IFLA_CAN_TDC_TDCO = 8;
  private static final int IFLA_CAN_TDC_TDCF = 9;

  static DelayCompensation of(Attributes tdc) {
    return new DelayCompensation(
        tdc.u32(IFLA_CAN_TDC_TDCV), tdc.u32(IFLA_CAN_TDC_TDCO), tdc.u32(IFLA_CAN_TDC_TDCF));
  }
}
