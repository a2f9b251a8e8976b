// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import static dev.dcmrig.judge.Recorded.STEP;
import static dev.dcmrig.judge.Recorded.isMet;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.measurement.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameTest {
  private static final Question WORD = new Question("what it is", Unit.WORD);

  private static boolean isAll(List<String> seen, String... expected) {
    return isMet(Same.all(WORD, seen, List.of(expected), STEP, List.of()));
  }

  @Test
  void aWordIsAnother() {
    assertTrue(isMet(Same.word(WORD, "manual", "manual", STEP, List.of())));
    assertFalse(isMet(Same.word(WORD, "automatic", "manual", STEP, List.of())));
    assertFalse(isMet(Same.word(WORD, "", "manual", STEP, List.of())));
  }

  @Test
  void ofSeveralEachCountsAsOftenAsItIsThere() {
    assertTrue(isAll(List.of("police", "ambulance"), "ambulance", "police"));
    assertFalse(isAll(List.of("ambulance"), "ambulance", "police"));
    assertFalse(isAll(List.of("ambulance", "police", "fire"), "ambulance", "police"));
    assertFalse(isAll(List.of("999 cents", "999 cents"), "999 cents"), "charged twice");
    assertFalse(isAll(List.of("0", "8"), "0"), "another payload type, too");
    assertTrue(isAll(List.of()));
    assertFalse(isAll(List.of(), "done"));
    assertFalse(isAll(List.of("done"), new String[0]));
  }

  @Test
  void aNumberIsNoWord() {
    Question number = new Question("how many", Unit.ONE);
    assertThrows(
        IllegalArgumentException.class, () -> Same.word(number, "1", "1", STEP, List.of()));
  }
}
