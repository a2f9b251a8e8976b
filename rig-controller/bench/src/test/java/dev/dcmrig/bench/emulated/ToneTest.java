// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ToneTest {
  private static short[] sound(double hertz) {
    short[] samples = new short[800];
    new Tone(hertz).fill(samples);
    return samples;
  }

  @Test
  void aToneIsHeardAtItsFrequencyOnly() {
    assertTrue(Tone.isHeard(sound(440), 0, 800, 440));
    assertFalse(Tone.isHeard(sound(440), 0, 800, 480));
    assertFalse(Tone.isHeard(sound(440), 0, 800, 880));
  }

  @Test
  void silenceIsNoTone() {
    assertFalse(Tone.isHeard(new short[800], 0, 800, 440));
  }

  @Test
  void aToneInLoudNoiseIsNotHeard() {
    short[] sound = sound(440);
    java.util.Random noise = new java.util.Random(1);
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (short) (sound[i] / 2 + noise.nextInt(16_000) - 8_000);
    }
    assertFalse(Tone.isHeard(sound, 0, 800, 440));
  }
}
