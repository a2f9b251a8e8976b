// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import org.jspecify.annotations.Nullable;

/**
 * What comes of a service or an action.
 *
 * @param data what the positive response carries after its fixed part
 * @param refusal why it was refused; null: it was not
 * @param afterNanos how long it takes; longer than P2 and the client is told to wait
 */
public record Outcome(byte[] data, @Nullable Nrc refusal, long afterNanos) {
  private static final byte[] NOTHING = {};

  /** Done, with data for the response. */
  public static Outcome done(byte... data) {
    return new Outcome(data, null, 0);
  }

  public static Outcome refused(Nrc why) {
    return new Outcome(NOTHING, why, 0);
  }

  /** The same, so much later. */
  public Outcome after(long nanos) {
    return new Outcome(data, refusal, nanos);
  }
}
