// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tones are told from silence, noise and each other. */
class ToneTest {
  private static final int[] LISTENED = {440, 697, 1000, 1209, 2000};

  private static short[] overPcmu(short[] samples) {
    return Pcmu.decode(Pcmu.encode(samples));
  }

  @ParameterizedTest
  @CsvSource({"440, -10", "697, -20", "1000, -30", "1209, 0", "2000, -35"})
  void aToneOverPcmuIsHeardWithItsLevel(int frequencyHz, double levelDbov) {
    short[] sound = overPcmu(new ToneGenerator(frequencyHz, levelDbov).next(1600));
    Tone tone = ToneDetector.detect(sound, LISTENED).orElseThrow();
    assertEquals(frequencyHz, tone.frequencyHz());
    assertEquals(levelDbov, tone.levelDbov(), 1.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 79, 160, 319})
  void aToneOf200MillisecondsIsHeardWhereverItBegins(int offset) {
    short[] sound = new short[offset + 1600];
    System.arraycopy(new ToneGenerator(1000, -12).next(1600), 0, sound, offset, 1600);
    ToneDetector detector = new ToneDetector(LISTENED);
    // A stream in packets of 20 ms.
    Optional<Tone> heard = Optional.empty();
    for (int at = 0; at + 160 <= sound.length; at += 160) {
      short[] packet = java.util.Arrays.copyOfRange(sound, at, at + 160);
      heard = detector.hear(overPcmu(packet)).or(fallback(heard));
    }
    assertEquals(1000, heard.orElseThrow().frequencyHz());
  }

  private static java.util.function.Supplier<Optional<Tone>> fallback(Optional<Tone> tone) {
    return () -> tone;
  }

  @Test
  void silenceIsNoTone() {
    assertTrue(ToneDetector.detect(new short[8000], LISTENED).isEmpty());
    assertTrue(ToneDetector.detect(overPcmu(new short[8000]), LISTENED).isEmpty());
  }

  @Test
  void aToneBelowTheThresholdIsNoTone() {
    assertTrue(ToneDetector.detect(new ToneGenerator(1000, -50).next(8000), LISTENED).isEmpty());
  }

  @Test
  void noiseIsNoTone() {
    SplittableRandom random = new SplittableRandom(11);
    short[] noise = new short[16000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) random.nextInt(-12000, 12000);
    }
    assertTrue(ToneDetector.detect(noise, LISTENED).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 500, 850, 1100, 3000})
  void anotherToneIsNoTone(int frequencyHz) {
    short[] sound = new ToneGenerator(frequencyHz, -10).next(8000);
    assertTrue(ToneDetector.detect(sound, LISTENED).isEmpty());
  }

  @Test
  void aClickAndAToneOf80MillisecondsAreNoTone() {
    short[] click = new short[1600];
    click[800] = Short.MAX_VALUE;
    assertTrue(ToneDetector.detect(click, LISTENED).isEmpty());
    short[] beep = new short[1600];
    System.arraycopy(new ToneGenerator(1000, -10).next(640), 0, beep, 0, 640);
    assertTrue(ToneDetector.detect(beep, LISTENED).isEmpty());
  }

  @Test
  void aToneIsHeardInNoiseTenDecibelsBelow() {
    SplittableRandom random = new SplittableRandom(12);
    short[] sound = new ToneGenerator(1000, -15).next(1600);
    for (int i = 0; i < sound.length; i++) {
      sound[i] += (short) random.nextInt(-2200, 2200);
    }
    assertEquals(1000, ToneDetector.detect(sound, LISTENED).orElseThrow().frequencyHz());
  }

  @Test
  void aGeneratorGoesOnWithoutAJump() {
    ToneGenerator whole = new ToneGenerator(437, -3);
    ToneGenerator pieces = new ToneGenerator(437, -3);
    short[] expected = whole.next(480);
    for (int i = 0; i < 3; i++) {
      short[] piece = pieces.next(160);
      for (int k = 0; k < 160; k++) {
        assertEquals(expected[i * 160 + k], piece[k]);
      }
    }
  }
}
