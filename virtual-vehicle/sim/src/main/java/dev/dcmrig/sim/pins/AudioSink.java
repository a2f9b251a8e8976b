// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.pins;

/** Sound from a speaker: 16-bit linear samples, 8,000 a second. */
@FunctionalInterface
public interface AudioSink {
  /**
   * @param timeNanos when the first sample left the speaker
   * @param samples valid during the call only
   */
  void play(long timeNanos, short[] samples);
}
