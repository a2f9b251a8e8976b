// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.core;

/**
 * A part of a DCM that looks at each frame. There are hundreds in a second, so that only those are
 * told which have something to look for. On the timeline's thread.
 */
public interface FrameFollower extends DcmService {

  /**
   * A frame has been taken up by the reader.
   *
   * @param timeNanos when it was on the bus; values of it were received at just that time
   */
  void frame(long timeNanos);

  /**
   * Whether a frame that says what the one before it said matters to it now: it sleeps, or waits
   * for an answer.
   */
  default boolean isExpecting() {
    return false;
  }
}
