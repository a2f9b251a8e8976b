// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.sim.pins.AudioSource;

/** A sine tone: makes one, and tells whether sound is one. 8,000 samples a second. */
final class Tone implements AudioSource {
  static final int SAMPLES_PER_SECOND = 8_000;

  /** A quarter of full scale: clear, and far from clipping. */
  private static final double AMPLITUDE = 8_192;

  /** Share of the power that must lie at the frequency; the rest is noise and coding. */
  private static final double SHARE = 0.6;

  /** Mean square below which there is silence: about 60 dB under full scale. */
  private static final double SILENCE = 1_000;

  private final double hertz;
  private long sample;

  Tone(double hertz) {
    this.hertz = hertz;
  }

  @Override
  public void fill(short[] samples) {
    for (int i = 0; i < samples.length; i++, sample++) {
      double phase = 2 * Math.PI * hertz * sample / SAMPLES_PER_SECOND;
      samples[i] = (short) Math.round(AMPLITUDE * Math.sin(phase));
    }
  }

  /** Goertzel's algorithm over {@code length} samples from {@code from}. */
  static boolean isHeard(short[] sound, int from, int length, double hertz) {
    double coefficient = 2 * Math.cos(2 * Math.PI * hertz / SAMPLES_PER_SECOND);
    double s1 = 0;
    double s2 = 0;
    double power = 0;
    for (int i = from; i < from + length; i++) {
      double s0 = sound[i] + coefficient * s1 - s2;
      s2 = s1;
      s1 = s0;
      power += (double) sound[i] * sound[i];
    }
    double atFrequency = (s1 * s1 + s2 * s2 - coefficient * s1 * s2) * 2 / length;
    return power / length > SILENCE && atFrequency / power > SHARE;
  }
}
