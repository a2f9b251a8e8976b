// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import java.util.function.Consumer;

/**
 * One connection that carries whole messages over a CAN bus (ISO 15765-2:2016). Both directions at
 * once (full duplex); belongs to the timeline's thread.
 */
public interface IsoTpLink extends AutoCloseable {

  IsoTpAddress address();

  /** Longest message that {@link #send} takes, in bytes. */
  int longestSent();

  /**
   * Sends a message (N_USData.request).
   *
   * @param message 1 to {@link #longestSent()} bytes; must not change until the result is there
   * @param result told once, on the timeline's thread, how it ended (N_USData.confirm)
   * @throws IllegalArgumentException for a message that this link can never send
   * @throws IllegalStateException while another one is being sent, or when it is closed
   */
  void send(byte[] message, Consumer<NResult> result);

  /** Whether a message is being sent. */
  boolean sending();

  /** Ends it; a message that is being sent ends with {@link NResult#N_ERROR}. */
  @Override
  void close();
}
