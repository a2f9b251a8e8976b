// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.Voice;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.AudioSource;
import dev.dcmrig.sim.pins.RigPins;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;

/**
 * A speaker before the DCM's microphone and a microphone before its speaker. Does not simulate:
 * echo, noise of the road, loudness.
 */
public final class EmulatedVoice implements Voice {

  /** Sound that is kept for {@link #hears}, in samples: 30 s. */
  private static final int KEPT_SAMPLES = 30 * Tone.SAMPLES_PER_SECOND;

  /** A tone must last this long to be heard, in samples: 100 ms. */
  private static final int WINDOW_SAMPLES = Tone.SAMPLES_PER_SECOND / 10;

  private record Sound(long nanos, short[] samples) {}

  private final RigPins pins;
  private final Supplier<List<Call>> calls;
  private final ArrayDeque<Sound> heard = new ArrayDeque<>();
  private int keptSamples;

  /**
   * @param calls those that the network has carried, in order of time: the last one is current
   */
  public EmulatedVoice(Timeline timeline, RigPins pins, Supplier<List<Call>> calls) {
    this.pins = pins;
    this.calls = calls;
    pins.speaker(
        (nanos, samples) -> {
          keep(new Sound(nanos, samples.clone()));
          timeline.changed();
        });
  }

  @Override
  public void speak(double hertz) {
    pins.microphone(hertz == 0 ? AudioSource.SILENCE : new Tone(hertz));
  }

  @Override
  public boolean hears(double hertz) {
    List<Call> all = calls.get();
    Duration began = all.isEmpty() ? Duration.ZERO : all.get(all.size() - 1).started();
    short[] sound = since(began.toNanos());
    for (int from = 0; from + WINDOW_SAMPLES <= sound.length; from += WINDOW_SAMPLES / 2) {
      if (Tone.isHeard(sound, from, WINDOW_SAMPLES, hertz)) {
        return true;
      }
    }
    return false;
  }

  private void keep(Sound sound) {
    heard.add(sound);
    keptSamples += sound.samples.length;
    while (keptSamples > KEPT_SAMPLES) {
      keptSamples -= heard.remove().samples.length;
    }
  }

  private short[] since(long nanos) {
    short[] all = new short[keptSamples];
    int length = 0;
    for (Sound sound : heard) {
      if (sound.nanos >= nanos) {
        System.arraycopy(sound.samples, 0, all, length, sound.samples.length);
        length += sound.samples.length;
      }
    }
    return java.util.Arrays.copyOf(all, length);
  }
}
