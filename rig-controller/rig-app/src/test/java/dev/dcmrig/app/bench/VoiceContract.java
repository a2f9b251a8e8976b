// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every speaker and microphone before a DCM must do. */
abstract class VoiceContract extends PortContract {
  private static final double AGENT = 620;
  private static final double NOBODY = 1_100;

  @Test
  void nothingIsHeardBeforeACall() {
    assertFalse(bench.voice().hears(AGENT));
    isWell();
  }

  @Test
  void theAgentsToneIsHeardInACallAndNoOther() {
    bench.centre().speak(AGENT);
    drivesOff();
    car().pressSos(Duration.ofMillis(800));
    pass(Duration.ofSeconds(20));
    assertTrue(bench.voice().hears(AGENT));
    assertFalse(bench.voice().hears(NOBODY));
    isWell();
  }

  @Test
  void speakingAndSilenceTakeNoTime() {
    Duration before = bench.time().now();
    bench.voice().speak(440);
    bench.voice().speak(0);
    assertEquals(before, bench.time().now());
    isWell();
  }
}
