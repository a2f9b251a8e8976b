// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.rtp;

import java.util.Optional;

/**
 * Listens for tones of given frequencies (Goertzel). Looks at blocks of 40 ms and believes a tone
 * that it hears in {@value #BLOCKS_TO_BELIEVE} of them running, so that a tone of 200 ms is found
 * wherever the blocks fall, and a click is none. Silence, noise, speech and other tones are no
 * tone. Frequencies need to be 50 Hz apart; one that is more than about 10 Hz off is not heard.
 */
public final class ToneDetector {
  /** Length of a block: 40 ms. */
  public static final int BLOCK_SAMPLES = 320;

  static final int BLOCKS_TO_BELIEVE = 3;

  /** Fainter sound is silence. */
  public static final double DEFAULT_THRESHOLD_DBOV = -40;

  /** So much of a block's power must be at the one frequency. */
  private static final double PURITY = 0.6;

  private final int[] frequenciesHz;
  private final double thresholdPower;
  private final double[] block = new double[BLOCK_SAMPLES];
  private int filled;
  private int candidate = -1;
  private int blocksRunning;
  private double powerSum;

  public ToneDetector(int... frequenciesHz) {
    this(DEFAULT_THRESHOLD_DBOV, frequenciesHz);
  }

  /**
   * @param thresholdDbov fainter sound is silence
   * @param frequenciesHz what to listen for
   */
  public ToneDetector(double thresholdDbov, int... frequenciesHz) {
    this.frequenciesHz = frequenciesHz.clone();
    this.thresholdPower = FULL_SCALE_POWER * StrictMath.pow(10, thresholdDbov / 10);
  }

  /** Mean square of the loudest sine. */
  private static final double FULL_SCALE_POWER = (double) Short.MAX_VALUE * Short.MAX_VALUE / 2;

  /** Forgets what was heard. */
  public void reset() {
    filled = 0;
    forget();
  }

  private void forget() {
    candidate = -1;
    blocksRunning = 0;
    powerSum = 0;
  }

  /**
   * Hears the next samples of a stream.
   *
   * @return the tone that was sounding, if one was believed, at the last block that these samples
   *     ended while one was
   */
  public Optional<Tone> hear(short[] samples) {
    Optional<Tone> heard = Optional.empty();
    for (short sample : samples) {
      block[filled++] = sample;
      if (filled == BLOCK_SAMPLES) {
        filled = 0;
        judgeBlock();
        if (blocksRunning >= BLOCKS_TO_BELIEVE) {
          double level = 10 * StrictMath.log10(powerSum / blocksRunning / FULL_SCALE_POWER);
          heard = Optional.of(new Tone(frequenciesHz[candidate], level));
        }
      }
    }
    return heard;
  }

  /** The tone in a stretch of sound that stands alone. */
  public static Optional<Tone> detect(short[] samples, int... frequenciesHz) {
    return new ToneDetector(frequenciesHz).hear(samples);
  }

  private void judgeBlock() {
    double power = 0;
    for (double sample : block) {
      power += sample * sample;
    }
    power /= BLOCK_SAMPLES;
    int best = -1;
    double bestPower = 0;
    for (int i = 0; i < frequenciesHz.length && power >= thresholdPower; i++) {
      double here = powerAt(frequenciesHz[i]);
      if (here > bestPower) {
        bestPower = here;
        best = i;
      }
    }
    if (best < 0 || bestPower < PURITY * power) {
      forget();
      return;
    }
    if (best != candidate) {
      forget();
      candidate = best;
    }
    blocksRunning++;
    powerSum += bestPower;
  }

  /** Mean square of what the block has at this frequency. */
  private double powerAt(int frequencyHz) {
    double coefficient = 2 * StrictMath.cos(2 * Math.PI * frequencyHz / Pcmu.SAMPLE_RATE_HZ);
    double last = 0;
    double beforeLast = 0;
    for (double sample : block) {
      double next = sample + coefficient * last - beforeLast;
      beforeLast = last;
      last = next;
    }
    double square = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    return 2 * square / ((double) BLOCK_SAMPLES * BLOCK_SAMPLES);
  }
}
