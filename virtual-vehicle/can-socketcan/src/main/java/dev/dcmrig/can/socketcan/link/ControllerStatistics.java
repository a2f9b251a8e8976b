// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.nio.ByteBuffer;

/** What a controller has counted since its driver was loaded ({@code struct can_device_stats}). */
public record ControllerStatistics(
    int busErrors, int warnings, int passives, int busOffs, int lostArbitrations, int restarts) {

  static final int SIZE = 24;

  static ControllerStatistics of(ByteBuffer bytes) {
    return new ControllerStatistics(
        bytes.getInt(0),
        bytes.getInt(4),
        bytes.getInt(8),
        bytes.getInt(12),
        bytes.getInt(16),
        bytes.getInt(20));
  }
}
