// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.pins.AudioSource;
import dev.dcmrig.sim.pins.PinBoard;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a microphone before the DCM's speaker says that it has heard. */
class EmulatedVoiceTest {
  private static final int SAMPLES = 160;
  private static final long MILLIS_OF_A_PIECE = 20;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final PinBoard pins = new PinBoard(timeline);
  private final List<Call> calls = new ArrayList<>();
  private final EmulatedVoice voice = new EmulatedVoice(timeline, pins, () -> calls);

  private static Call call(long startedMillis) {
    return (Call)
        Proxy.newProxyInstance(
            Call.class.getClassLoader(),
            new Class<?>[] {Call.class},
            (proxy, method, arguments) ->
                method.getName().equals("started") ? Duration.ofMillis(startedMillis) : null);
  }

  /** The speaker plays from a time on, in pieces of 20 ms. */
  private void plays(AudioSource source, long fromMillis, long millis) {
    for (long at = fromMillis; at < fromMillis + millis; at += MILLIS_OF_A_PIECE) {
      short[] samples = new short[SAMPLES];
      source.fill(samples);
      pins.speaker().play(Duration.ofMillis(at).toNanos(), samples);
    }
  }

  @Test
  void aToneOfATenthOfASecondIsHeardAndAShorterOneIsNot() {
    plays(new Tone(440), 0, 100);
    assertTrue(voice.hears(440));
    assertFalse(voice.hears(620));
    EmulatedVoice other = new EmulatedVoice(timeline, pins, () -> calls);
    plays(new Tone(440), 0, 80);
    assertFalse(other.hears(440));
  }

  @Test
  void aToneThatBeginsInTheMidstOfSilenceIsHeard() {
    plays(AudioSource.SILENCE, 0, 140);
    plays(new Tone(440), 140, 160);
    plays(AudioSource.SILENCE, 300, 100);
    assertTrue(voice.hears(440));
  }

  @Test
  void whatWasPlayedBeforeTheCurrentCallDoesNotCount() {
    plays(new Tone(440), 0, 400);
    calls.add(call(0));
    assertTrue(voice.hears(440));
    calls.add(call(400));
    assertFalse(voice.hears(440));
    plays(new Tone(620), 400, 100);
    assertTrue(voice.hears(620));
  }

  @Test
  void halfAMinuteIsKept() {
    plays(new Tone(440), 0, 100);
    plays(AudioSource.SILENCE, 100, 29_900);
    assertTrue(voice.hears(440));
    plays(AudioSource.SILENCE, 30_000, 100);
    assertFalse(voice.hears(440));
  }

  @Test
  void whatTheSpeakerGivesIsNotChangedByWhatItDoesNext() {
    short[] samples = new short[SAMPLES * 5];
    new Tone(440).fill(samples);
    pins.speaker().play(0, samples);
    java.util.Arrays.fill(samples, (short) 0);
    assertTrue(voice.hears(440));
  }

  @Test
  void theOccupantSpeaksAToneOrNothing() {
    voice.speak(440);
    short[] samples = new short[800];
    pins.microphone().fill(samples);
    assertTrue(Tone.isHeard(samples, 0, 800, 440));
    voice.speak(0);
    assertSame(AudioSource.SILENCE, pins.microphone());
  }

  @Test
  void whoWaitsForAToneIsToldOfIt() {
    timeline.after(Duration.ofSeconds(1).toNanos(), () -> plays(new Tone(440), 1_000, 100));
    assertTrue(timeline.runUntil(() -> voice.hears(440), Duration.ofSeconds(9).toNanos()));
    assertEquals(Duration.ofSeconds(1).toNanos(), timeline.nowNanos());
  }
}
