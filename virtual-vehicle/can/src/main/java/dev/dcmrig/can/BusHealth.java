// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

/**
 * What a bus has lost so far, in frames: all zero on a bus that can't lose any. A lost frame on a
 * bench is never silent; whoever judges a scenario asks for this before its verdict.
 *
 * @param droppedByKernel arrived, and found the receive buffer full
 * @param droppedByController the adapter's own buffer ran over; the kernel says when, not how many,
 *     so each report counts as one
 * @param overrun read in time, and dropped because the timeline's thread didn't take them
 * @param malformed read, and no frame: cut off, or of a length that no frame has
 * @param unsent not sent: taken or offered while the way out was blocked; of a {@link
 *     CyclicTransmission} as of the last {@link CanNode#refused}, or of its node's end
 * @param lostOnTheWay datagrams of a bridge that never came; each had one frame or more
 * @param outOfOrder datagrams of a bridge that came after a later one, or twice: their frames are
 *     handed over, in the order in which they came
 */
public record BusHealth(
    long droppedByKernel,
    long droppedByController,
    long overrun,
    long malformed,
    long unsent,
    long lostOnTheWay,
    long outOfOrder) {

  /** Nothing was lost. */
  public static final BusHealth WHOLE = new BusHealth(0, 0, 0, 0, 0, 0, 0);

  /** Of a bus whose frames can't get lost on the way, nor overtake each other. */
  public BusHealth(
      long droppedByKernel, long droppedByController, long overrun, long malformed, long unsent) {
    this(droppedByKernel, droppedByController, overrun, malformed, unsent, 0, 0);
  }

  /** All that was lost, or is not in its place. */
  public long lost() {
    return droppedByKernel
        + droppedByController
        + overrun
        + malformed
        + unsent
        + lostOnTheWay
        + outOfOrder;
  }
}
