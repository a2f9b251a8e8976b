// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import dev.dcmrig.can.Frame;
import java.util.List;

/**
 * What is said to the kernel's broadcast manager, or what it says: {@code struct bcm_msg_head} of
 * linux/can/bcm.h with its frames. Immutable.
 *
 * @param opcode what is wanted, or what has happened
 * @param flags how; names of linux/can/bcm.h
 * @param count sends in the first interval that are left; 0 to 2^32-1
 * @param firstNanos first interval, or the time-out of a reception; whole microseconds
 * @param secondNanos second interval, or the shortest time between two reports
 * @param rawId which task: identifier with bit 31 (29-bit identifier) and bit 30 (remote)
 * @param frames of one kind: classic, or FD with the flag for it
 */
public record BcmMessage(
    int opcode,
    int flags,
    long count,
    long firstNanos,
    long secondNanos,
    int rawId,
    List<Frame> frames) {

  /** Frames that one sequence can have (MAX_NFRAMES of the kernel). */
  public static final int MAX_FRAMES = 256;

  private static final long NANOS_PER_MICRO = 1000;
  private static final long MAX_COUNT = 0xFFFF_FFFFL;

  /** The kernel refuses more: 400 days. */
  private static final long MAX_INTERVAL_NANOS = 400L * 24 * 3600 * 1_000_000_000;

  public BcmMessage {
    frames = List.copyOf(frames);
    // A filter's first element is the multiplex mask, beside the 256 that it selects.
    if (frames.size() > MAX_FRAMES + 1 || (opcode == LibC.TX_SETUP && frames.size() > MAX_FRAMES)) {
      throw new IllegalArgumentException(
          frames.size()
              + " frames: the kernel's broadcast manager takes "
              + MAX_FRAMES
              + " in a sequence; make the sequence shorter");
    }
    if (count < 0 || count > MAX_COUNT) {
      throw new IllegalArgumentException("a count of " + count + ": 0 to " + MAX_COUNT);
    }
    checkInterval(firstNanos);
    checkInterval(secondNanos);
    boolean fd = (flags & LibC.CAN_FD_FRAME) != 0;
    for (Frame frame : frames) {
      if (frame.isFd() != fd) {
        throw new IllegalArgumentException(
            frame + ": a sequence is all classic or all FD; make two of it");
      }
    }
  }

  private static void checkInterval(long nanos) {
    if (nanos < 0 || nanos > MAX_INTERVAL_NANOS) {
      throw new IllegalArgumentException(
          "an interval of " + nanos + " ns: the kernel takes 0 to 400 days");
    }
    if (nanos % NANOS_PER_MICRO != 0) {
      throw new IllegalArgumentException(
          "an interval of " + nanos + " ns: the kernel counts in whole microseconds");
    }
  }

  /** The content of a mask changed, or the first frame came. */
  public boolean isChange() {
    return opcode == LibC.RX_CHANGED;
  }

  /** A message that should be cyclic has not come in time. */
  public boolean isTimeout() {
    return opcode == LibC.RX_TIMEOUT;
  }

  /** The sends of the first interval are done. */
  public boolean isExpiry() {
    return opcode == LibC.TX_EXPIRED;
  }
}
