// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

/**
 * One measured time of a connection (ISO 15765-2:2016, table 16).
 *
 * @param name which one
 * @param endNanos when it ended, on the timeline's clock
 * @param nanos how long it was
 * @param uncertaintyNanos how far the true time may be from that: what the bench adds by itself
 */
public record NTime(Name name, long endNanos, long nanos, long uncertaintyNanos) {

  /** The standard's six, as the end that measures sees them. */
  public enum Name {
    /** This end's data frame: from its request until it was on the bus. */
    N_AS("N_As"),
    /** This end's flow control: from its request until it was on the bus. */
    N_AR("N_Ar"),
    /** The other end's flow control: (N_Br + N_Ar) of the receiver, as the sender sees it. */
    N_BS("N_Bs"),
    /** This end's delay before a flow control. */
    N_BR("N_Br"),
    /** This end's delay before a consecutive frame. */
    N_CS("N_Cs"),
    /** The other end's consecutive frame: (N_Cs + N_As) of the sender, as the receiver sees it. */
    N_CR("N_Cr");

    private final String standardName;

    Name(String standardName) {
      this.standardName = standardName;
    }

    @Override
    public String toString() {
      return standardName;
    }
  }

  /** What a measured time says about a limit. */
  public enum Judgement {
    BELOW,
    NOT_BELOW,
    /** The limit lies within the uncertainty. */
    UNDECIDED
  }

  /** Whether the true time is below a limit, in nanoseconds. */
  public Judgement below(long limitNanos) {
    if (nanos + uncertaintyNanos < limitNanos) {
      return Judgement.BELOW;
    }
    return nanos - uncertaintyNanos >= limitNanos ? Judgement.NOT_BELOW : Judgement.UNDECIDED;
  }
}
