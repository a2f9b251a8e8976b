// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.rtp;

/** A sine that goes on without a jump from one call to the next. */
public final class ToneGenerator {
  private final double radiansPerSample;
  private final double amplitude;
  private double phase;

  /**
   * @param frequencyHz more than 0, less than 4,000
   * @param levelDbov relative to the loudest sine that fits, 0 or less; -10 is a loud tone
   */
  public ToneGenerator(int frequencyHz, double levelDbov) {
    if (frequencyHz <= 0 || frequencyHz >= Pcmu.SAMPLE_RATE_HZ / 2) {
      throw new IllegalArgumentException(
          frequencyHz + " Hz can't be sampled " + Pcmu.SAMPLE_RATE_HZ + " times a second");
    }
    if (!(levelDbov <= 0)) {
      throw new IllegalArgumentException(levelDbov + " dBov is louder than full scale");
    }
    this.radiansPerSample = 2 * Math.PI * frequencyHz / Pcmu.SAMPLE_RATE_HZ;
    this.amplitude = Short.MAX_VALUE * StrictMath.pow(10, levelDbov / 20);
  }

  /** Fills the array with the next samples. */
  public void fill(short[] samples) {
    for (int i = 0; i < samples.length; i++) {
      // StrictMath: the same bits on every machine, which evidence digests rely on.
      samples[i] = (short) Math.round(amplitude * StrictMath.sin(phase));
      phase += radiansPerSample;
      if (phase >= 2 * Math.PI) {
        phase -= 2 * Math.PI;
      }
    }
  }

  /** The next {@code count} samples. */
  public short[] next(int count) {
    short[] samples = new short[count];
    fill(samples);
    return samples;
  }
}
