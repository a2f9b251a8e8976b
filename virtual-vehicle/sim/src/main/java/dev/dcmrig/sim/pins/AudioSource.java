// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.pins;

/** Sound at a microphone: 16-bit linear samples, 8,000 a second. */
@FunctionalInterface
public interface AudioSource {
  /** No sound at all. */
  AudioSource SILENCE = samples -> java.util.Arrays.fill(samples, (short) 0);

  /** Fills the whole array with the next samples. */
  void fill(short[] samples);
}
