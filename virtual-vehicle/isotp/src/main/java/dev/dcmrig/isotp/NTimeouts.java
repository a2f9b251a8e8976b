// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

/**
 * The times of ISO 15765-2:2016, 9.7 (table 16), of one end, in nanoseconds.
 *
 * @param asNanos N_As: a data frame must get on the bus within it
 * @param arNanos N_Ar: a flow control must get on the bus within it
 * @param bsNanos N_Bs: the sender waits so long for a flow control
 * @param brNanos N_Br: this end takes so long before it sends a flow control; 0: none
 * @param csNanos N_Cs: this end takes so long at least before a consecutive frame; 0: STmin only
 * @param crNanos N_Cr: the receiver waits so long for a consecutive frame
 */
public record NTimeouts(
    long asNanos, long arNanos, long bsNanos, long brNanos, long csNanos, long crNanos) {

  private static final long SECOND = 1_000_000_000;

  /** 1000 ms each; this end itself answers at once. */
  public static final NTimeouts STANDARD = new NTimeouts(SECOND, SECOND, SECOND, 0, 0, SECOND);

  public NTimeouts {
    if (asNanos <= 0 || arNanos <= 0 || bsNanos <= 0 || crNanos <= 0) {
      throw new IllegalArgumentException("N_As, N_Ar, N_Bs and N_Cr must be longer than 0");
    }
    if (brNanos < 0 || csNanos < 0) {
      throw new IllegalArgumentException("N_Br and N_Cs can't be negative");
    }
  }

  /** The same, with other delays of this end. */
  public NTimeouts withDelays(long newBrNanos, long newCsNanos) {
    return new NTimeouts(asNanos, arNanos, bsNanos, newBrNanos, newCsNanos, crNanos);
  }

  /** What (N_Br + N_Ar) must stay below: nine tenths of the sender's N_Bs (table 16). */
  public long flowControlLimitNanos() {
    return bsNanos / 10 * 9;
  }

  /** What (N_Cs + N_As) must stay below: nine tenths of the receiver's N_Cr (table 16). */
  public long consecutiveLimitNanos() {
    return crNanos / 10 * 9;
  }
}
