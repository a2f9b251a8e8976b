// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

/** Hears what a link receives, on the timeline's thread. */
@FunctionalInterface
public interface IsoTpListener {

  /**
   * A whole message (N_USData.indication with N_OK).
   *
   * @param timeNanos end of its last frame, on the timeline's clock
   * @param message 1 byte at least; the listener's own
   */
  void onMessage(long timeNanos, byte[] message);

  /** A message of so many bytes has begun (N_USData_FF.indication). */
  default void onFirstFrame(long timeNanos, int length) {}

  /** A message that had begun did not come whole (N_USData.indication with the reason). */
  default void onFailure(long timeNanos, NResult reason) {}

  /** A message of so many bytes was refused with "overflow": there is no room for it. */
  default void onOverflow(long timeNanos, long length) {}

  /**
   * Whether there is room for the next block now. With {@code false} the other end is told to wait,
   * and this is asked again; a driver that can't do so never asks.
   *
   * @param received bytes of the message that have come
   * @param length of all of it
   */
  default boolean ready(int received, int length) {
    return true;
  }

  /** A time was measured; a driver that can't see them never calls it. */
  default void onTime(NTime time) {}
}
