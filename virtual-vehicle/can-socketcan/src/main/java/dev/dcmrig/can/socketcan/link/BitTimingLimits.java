// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.nio.ByteBuffer;

/**
 * What a controller can be set to ({@code struct can_bittiming_const} of linux/can/netlink.h); the
 * segments in quanta, the first one with the propagation segment.
 *
 * @param controller the driver's name for it
 */
public record BitTimingLimits(
    String controller,
    int segment1Min,
    int segment1Max,
    int segment2Min,
    int segment2Max,
    int jumpWidthMax,
    int prescalerMin,
    int prescalerMax,
    int prescalerStep) {

  static final int SIZE = 48;
  private static final int NAME = 16;

  static BitTimingLimits of(ByteBuffer bytes) {
    return new BitTimingLimits(
        Attributes.text(bytes, 0, NAME),
        bytes.getInt(16),
        bytes.getInt(20),
        bytes.getInt(24),
        bytes.getInt(28),
        bytes.getInt(32),
        bytes.getInt(36),
        bytes.getInt(40),
        bytes.getInt(44));
  }
}
