// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ActionStateTest {
  /** What follows, per state; a pair that does not stand here is refused. */
  private static final Map<String, String> TABLE =
      new TreeMap<>(
          Map.of(
              "CONSENT",
              "CONFIRM=OFFERED DECLINE=DECLINED CANCEL=CANCELLED FORCE_CANCEL=CANCELLED"
                  + " SILENCE=TIMED_OUT",
              "OFFERED",
              "FETCH=RETRIEVED FAIL=FAILED WITHDRAW=CANCELLED CANCEL=CANCELLED"
                  + " FORCE_CANCEL=CANCELLED SILENCE=TIMED_OUT",
              "RETRIEVED",
              atWork("RETRIEVED"),
              "DOWNLOADING",
              atWork("DOWNLOADING"),
              "DOWNLOADED",
              atWork("DOWNLOADED"),
              "PROCEEDING",
              atWork("PROCEEDING"),
              "CANCELLING",
              "FETCH=CANCELLING DOWNLOAD=CANCELLING DOWNLOADED=CANCELLING PROCEED=CANCELLING"
                  + " NOTE=CANCELLING SUCCEED=FINISHED FAIL=FAILED WITHDRAW=CANCELLED"
                  + " CANCEL=CANCELLING CANCEL_DONE=CANCELLED CANCEL_REFUSED=PROCEEDING"
                  + " FORCE_CANCEL=CANCELLED SILENCE=TIMED_OUT",
              "TIMED_OUT",
              "SUCCEED=FINISHED"));

  private static String atWork(String own) {
    return "FETCH="
        + own
        + " DOWNLOAD=DOWNLOADING DOWNLOADED=DOWNLOADED PROCEED=PROCEEDING NOTE="
        + own
        + " SUCCEED=FINISHED FAIL=FAILED WITHDRAW=CANCELLED CANCEL=CANCELLING"
        + " FORCE_CANCEL=CANCELLED SILENCE=TIMED_OUT";
  }

  @Test
  void eachPairOfStateAndEventHasTheOutcomeOfTheTable() {
    for (ActionState state : ActionState.values()) {
      List<String> actual = new ArrayList<>();
      for (ActionEvent event : ActionEvent.values()) {
        state.on(event).ifPresent(next -> actual.add(event + "=" + next));
      }
      assertEquals(TABLE.getOrDefault(state.name(), ""), String.join(" ", actual), state.name());
    }
  }

  @Test
  void aClosedActionTakesNothing() {
    for (ActionState state : ActionState.values()) {
      if (state == ActionState.TIMED_OUT) {
        // Of that one it may yet be heard.
        continue;
      }
      boolean takesNothing =
          java.util.Arrays.stream(ActionEvent.values())
              .allMatch(event -> state.on(event).isEmpty());
      assertEquals(takesNothing, state.isClosed(), state.name());
    }
  }
}
