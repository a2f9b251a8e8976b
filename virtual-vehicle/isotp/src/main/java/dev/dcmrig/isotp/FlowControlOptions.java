// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

/**
 * What an end says as receiver, and bears as sender (ISO 15765-2:2016, 9.6.5 and 9.8.4).
 *
 * @param blockSize consecutive frames between two flow controls, 1 to 255; 0: all
 * @param separation least time between them
 * @param maxWaitFrames N_WFTmax: "wait" frames that this end may send in a row, 0 to 255
 * @param waitNanos time between two of them; shorter than the other end's N_Bs
 * @param waitsBorne "wait" frames in a row after which this end gives up as sender, 1 to 65535. The
 *     standard knows no such bound; without one a receiver could hold a sender for ever
 */
public record FlowControlOptions(
    int blockSize, SeparationTime separation, int maxWaitFrames, long waitNanos, int waitsBorne) {

  private static final long HALF_OF_N_BS = 500_000_000;

  /** All at once, as fast as it goes, no "wait". */
  public static final FlowControlOptions UNLIMITED =
      new FlowControlOptions(0, SeparationTime.NONE, 0, HALF_OF_N_BS, 255);

  public FlowControlOptions {
    if (blockSize < 0 || blockSize > 0xFF) {
      throw new IllegalArgumentException("block size " + blockSize + ": 0 to 255");
    }
    if (maxWaitFrames < 0 || maxWaitFrames > 0xFF) {
      throw new IllegalArgumentException("N_WFTmax " + maxWaitFrames + ": 0 to 255");
    }
    if (waitNanos <= 0 || waitsBorne < 1 || waitsBorne > 0xFFFF) {
      throw new IllegalArgumentException(
          "waits of " + waitNanos + " ns, " + waitsBorne + " borne: more than 0, and 1 to 65535");
    }
  }

  /** The same, with another pace for the other end. */
  public FlowControlOptions withPace(int newBlockSize, SeparationTime newSeparation) {
    return new FlowControlOptions(
        newBlockSize, newSeparation, maxWaitFrames, waitNanos, waitsBorne);
  }

  /** The same, with so many "wait" frames in a row, {@code nanos} apart. */
  public FlowControlOptions withWaits(int most, long nanos) {
    return new FlowControlOptions(blockSize, separation, most, nanos, waitsBorne);
  }

  /** The same, giving up as sender after so many "wait" frames in a row. */
  public FlowControlOptions withWaitsBorne(int most) {
    return new FlowControlOptions(blockSize, separation, maxWaitFrames, waitNanos, most);
  }
}
