// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.nio.ByteBuffer;

/** Frames and bytes of an interface since it was made ({@code struct rtnl_link_stats64}). */
public record LinkStatistics(
    long receivedFrames,
    long sentFrames,
    long receivedBytes,
    long sentBytes,
    long receiveErrors,
    long sendErrors,
    long receiveDrops,
    long sendDrops) {

  static final int SIZE = 64;

  static LinkStatistics of(ByteBuffer bytes) {
    return new LinkStatistics(
        bytes.getLong(0),
        bytes.getLong(8),
        bytes.getLong(16),
        bytes.getLong(24),
        bytes.getLong(32),
        bytes.getLong(40),
        bytes.getLong(48),
        bytes.getLong(56));
  }
}
