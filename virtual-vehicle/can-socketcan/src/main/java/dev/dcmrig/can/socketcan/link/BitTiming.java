// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.nio.ByteBuffer;

/**
 * How a controller divides a bit ({@code struct can_bittiming} of linux/can/netlink.h).
 *
 * @param bitRate bits per second
 * @param samplePointPerMille where in the bit it is read, in tenths of a percent; 0: nobody says
 * @param quantumNanos one time quantum
 * @param propagation propagation segment, in quanta
 * @param phase1 first phase segment, in quanta
 * @param phase2 second phase segment, in quanta
 * @param jumpWidth the most that a resynchronisation moves, in quanta
 * @param prescaler clock ticks of one quantum
 */
public record BitTiming(
    int bitRate,
    int samplePointPerMille,
    int quantumNanos,
    int propagation,
    int phase1,
    int phase2,
    int jumpWidth,
    int prescaler) {

  static final int SIZE = 32;

  static BitTiming of(ByteBuffer bytes) {
    return new BitTiming(
        bytes.getInt(0),
        bytes.getInt(4),
        bytes.getInt(8),
        bytes.getInt(12),
        bytes.getInt(16),
        bytes.getInt(20),
        bytes.getInt(24),
        bytes.getInt(28));
  }
}
