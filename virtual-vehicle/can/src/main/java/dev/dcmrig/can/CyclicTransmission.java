// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

/**
 * A sequence of frames that the bus sends by itself: one each cycle, and after the last the first
 * again. All frames have one identifier, and every call gives as many as the first one did; so each
 * value of a counter has its place in the sequence, and the place outlasts changes, stops and
 * starts: no counter ever jumps. Belongs to the timeline's thread.
 */
public interface CyclicTransmission extends AutoCloseable {

  /** Sends the next frame of the sequence at once, and then one each cycle. */
  void start(Frame... sequence);

  /** Exchanges the contents; cycle and place stay as they are. */
  void replace(Frame... sequence);

  /** Ends the cycle. When this returns nothing more is sent. */
  void stop();

  /** Sends the next frame of a sequence that is stopped, once. */
  void sendNext(Frame... sequence);

  /**
   * Place in the sequence, from 0, of the frame that is sent next. A frame that goes out during
   * {@link #stop} may not be counted: then it is one behind, for this method only.
   */
  int next();

  /** Ends the cycle and forgets the sequence. */
  @Override
  void close();
}
