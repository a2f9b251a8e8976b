// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

/**
 * Every deliberate fault of one end, in force from the next message on. Frames are counted within a
 * message, from 1; 0 means never.
 *
 * @param wrongSequenceAt the consecutive frame whose sequence number is one too high
 * @param lostAt the consecutive frame that is not sent, as if it had been
 * @param shortenedAt the consecutive frame that lacks its last byte of data
 * @param stopsAt the consecutive frame before which the sender stops for ever
 * @param lateAt the consecutive frame that comes {@code lateNanos} too late
 * @param lateNanos how late consecutive frame or flow control come
 * @param announcedLength length that the first or single frame says; 0: the true one
 * @param flow what is wrong with a flow control
 * @param flowAt the flow control that it is wrong with
 */
public record IsoTpFaults(
    int wrongSequenceAt,
    int lostAt,
    int shortenedAt,
    int stopsAt,
    int lateAt,
    long lateNanos,
    long announcedLength,
    FlowFault flow,
    int flowAt) {

  /** What can be wrong with a flow control. */
  public enum FlowFault {
    NONE,
    /** It is not sent. */
    MISSING,
    /** It is sent {@code lateNanos} too late. */
    LATE,
    /** It says "overflow" although there is room. */
    OVERFLOW,
    /** It says "wait" from then on, for ever. */
    WAITS,
    /** Its flow status is 3, which is reserved. */
    RESERVED_STATUS
  }

  private static final long LONGEST_LENGTH = 0xFFFF_FFFFL;

  public static final IsoTpFaults NONE = new IsoTpFaults(0, 0, 0, 0, 0, 0, 0, FlowFault.NONE, 0);

  public IsoTpFaults {
    if (lateNanos < 0 || announcedLength < 0 || announcedLength > LONGEST_LENGTH) {
      throw new IllegalArgumentException(
          "late by " + lateNanos + " ns, length " + announcedLength + ": 0 up, 0 to 4294967295");
    }
  }

  /** The {@code nth} consecutive frame has a wrong sequence number. */
  public static IsoTpFaults wrongSequence(int nth) {
    return new IsoTpFaults(nth, 0, 0, 0, 0, 0, 0, FlowFault.NONE, 0);
  }

  /** The {@code nth} consecutive frame is lost. */
  public static IsoTpFaults lost(int nth) {
    return new IsoTpFaults(0, nth, 0, 0, 0, 0, 0, FlowFault.NONE, 0);
  }

  /** The {@code nth} consecutive frame is a byte too short. */
  public static IsoTpFaults shortened(int nth) {
    return new IsoTpFaults(0, 0, nth, 0, 0, 0, 0, FlowFault.NONE, 0);
  }

  /** The sender stops before the {@code nth} consecutive frame. */
  public static IsoTpFaults stops(int nth) {
    return new IsoTpFaults(0, 0, 0, nth, 0, 0, 0, FlowFault.NONE, 0);
  }

  /** The {@code nth} consecutive frame comes so much too late. */
  public static IsoTpFaults late(int nth, long nanos) {
    return new IsoTpFaults(0, 0, 0, 0, nth, nanos, 0, FlowFault.NONE, 0);
  }

  /** The first or single frame says another length than the message has. */
  public static IsoTpFaults announced(long length) {
    return new IsoTpFaults(0, 0, 0, 0, 0, 0, length, FlowFault.NONE, 0);
  }

  /** The {@code nth} flow control is wrong. */
  public static IsoTpFaults flow(FlowFault fault, int nth) {
    return new IsoTpFaults(0, 0, 0, 0, 0, 0, 0, fault, nth);
  }

  /** The {@code nth} flow control comes so much too late. */
  public static IsoTpFaults flowLate(int nth, long nanos) {
    return new IsoTpFaults(0, 0, 0, 0, 0, nanos, 0, FlowFault.LATE, nth);
  }

  /** The fault of the {@code nth} flow control of a message. */
  FlowFault ofFlowControl(int nth) {
    boolean hit = nth == flowAt || (flow == FlowFault.WAITS && flowAt != 0 && nth > flowAt);
    return hit ? flow : FlowFault.NONE;
  }
}
