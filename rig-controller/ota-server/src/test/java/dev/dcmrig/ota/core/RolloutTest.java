// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.Refused;
import dev.dcmrig.ota.model.Retries;
import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WavePlan;
import dev.dcmrig.ota.model.WaveState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutTest {
  private static final List<WavePlan> ONE = List.of(new WavePlan(100, 100, 0));
  private static final List<WavePlan> TWO =
      List.of(new WavePlan(50, 100, 50), new WavePlan(100, 100, 50));

  @TempDir Path folder;

  private static RolloutState state(Fleet fleet, long rollout) {
    return fleet.core.rollouts().rollout(rollout).state();
  }

  @Test
  void whatAnOperatorMaySayDependsOnTheState() {
    Map<String, ObjLongConsumer<Rollouts>> wishes =
        Map.of(
            "start", Rollouts::start,
            "pause", Rollouts::pause,
            "resume", Rollouts::resume,
            "cancel", Rollouts::cancel,
            "retry", Rollouts::retry);
    Map<RolloutState, String> allowed =
        Map.of(
            RolloutState.READY, "cancel start",
            RolloutState.SCHEDULED, "cancel start",
            RolloutState.RUNNING, "cancel pause retry",
            RolloutState.PAUSED, "cancel resume retry",
            RolloutState.CANCELLING, "",
            RolloutState.CANCELLED, "",
            RolloutState.FINISHED, "retry");
    try (Fleet fleet = new Fleet(folder, 1)) {
      long rollout = fleet.rollout(ONE, UpdatePolicy.FORCED);
      allowed.forEach(
          (state, words) -> {
            List<String> taken =
                wishes.keySet().stream()
                    .sorted()
                    .filter(
                        word -> {
                          fleet.db.change(
                              tx ->
                                  tx.update(
                                      "update rollout set state = ? where id = ?", state, rollout));
                          try {
                            wishes.get(word).accept(fleet.core.rollouts(), rollout);
                            return true;
                          } catch (Refused e) {
                            assertEquals(Refused.Reason.CONFLICT, e.reason());
                            assertEquals(state, state(fleet, rollout));
                            return false;
                          }
                        })
                    .toList();
            assertEquals(words, String.join(" ", taken), state.name());
          });
    }
  }

  @Test
  void aWaveBeginsWhenTheOneBeforeHasMetItsThreshold() {
    try (Fleet fleet = new Fleet(folder, 4)) {
      long rollout = fleet.rollout(TWO, UpdatePolicy.FORCED);
      assertTrue(fleet.offered(0).isEmpty());
      fleet.core.rollouts().start(rollout);
      fleet.closes(0, ActionEvent.SUCCEED);
      assertTrue(fleet.offered(2).isEmpty());
      fleet.closes(1, ActionEvent.SUCCEED);
      assertTrue(fleet.offered(2).isPresent());
      fleet.closes(2, ActionEvent.SUCCEED);
      fleet.closes(3, ActionEvent.SUCCEED);
      assertEquals(RolloutState.FINISHED, state(fleet, rollout));
    }
  }

  @Test
  void tooManyErrorsPauseItAndNobodyWhoHasNotReadItIsToldUntilItResumes() {
    try (Fleet fleet = new Fleet(folder, 8)) {
      long rollout = fleet.rollout(TWO, UpdatePolicy.FORCED);
      fleet.core.rollouts().start(rollout);
      fleet.closes(0, ActionEvent.FAIL);
      assertEquals(RolloutState.RUNNING, state(fleet, rollout));
      fleet.closes(1, ActionEvent.FAIL);
      assertEquals(RolloutState.PAUSED, state(fleet, rollout));
      assertEquals(
          "wave 1: 2 of 4 failed, the limit is 50 %",
          fleet.core.rollouts().rollout(rollout).reason());
      assertTrue(fleet.offered(2).isEmpty());
      fleet.core.rollouts().resume(rollout);
      fleet.closes(2, ActionEvent.SUCCEED);
      fleet.closes(3, ActionEvent.SUCCEED);
      assertEquals(RolloutState.PAUSED, state(fleet, rollout));
      assertEquals(WaveState.SHORT, fleet.core.rollouts().status(rollout).waves().get(0).state());
      fleet.core.rollouts().resume(rollout);
      assertTrue(fleet.offered(4).isPresent());
    }
  }

  @Test
  void oneResumeIsEnoughWhenTheLastTargetOfAWaveBrokeTheErrorLimit() {
    try (Fleet fleet = new Fleet(folder, 2)) {
      long rollout = fleet.rollout(TWO, UpdatePolicy.FORCED);
      fleet.core.rollouts().start(rollout);
      fleet.closes(0, ActionEvent.FAIL);
      assertEquals(RolloutState.PAUSED, state(fleet, rollout));
      fleet.core.rollouts().resume(rollout);
      assertEquals(RolloutState.RUNNING, state(fleet, rollout));
      assertTrue(fleet.offered(1).isPresent());
    }
  }

  @Test
  void aTargetThatHasReadItsTaskGoesOnWhileTheRolloutIsPaused() {
    try (Fleet fleet = new Fleet(folder, 2)) {
      long rollout = fleet.rollout(ONE, UpdatePolicy.FORCED);
      fleet.core.rollouts().start(rollout);
      fleet.closes(0, ActionEvent.PROCEED);
      fleet.core.rollouts().pause(rollout);
      assertEquals(ActionState.PROCEEDING, fleet.offered(0).orElseThrow().state());
      assertTrue(fleet.offered(1).isEmpty());
      assertEquals(ActionState.FINISHED, fleet.closes(0, ActionEvent.SUCCEED));
    }
  }

  @Test
  void aFailedTargetIsAskedAgainAfterEachPause() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      long rollout = fleet.rollout(ONE, UpdatePolicy.FORCED.with(new Retries(2, 60, 2, 0)));
      fleet.core.rollouts().start(rollout);
      long first = fleet.offered(0).orElseThrow().id();
      fleet.closes(0, ActionEvent.FAIL);
      fleet.pass(Duration.ofMillis(59_999));
      assertTrue(fleet.offered(0).isEmpty());
      fleet.pass(Duration.ofMillis(1));
      assertTrue(fleet.offered(0).orElseThrow().id() > first);
      fleet.closes(0, ActionEvent.FAIL);
      fleet.pass(Duration.ofSeconds(119));
      assertTrue(fleet.offered(0).isEmpty());
      fleet.pass(Duration.ofSeconds(1));
      fleet.closes(0, ActionEvent.FAIL);
      fleet.pass(Duration.ofDays(1));
      assertTrue(fleet.offered(0).isEmpty());
      assertEquals(1, fleet.counts(rollout, 1).failed());
      assertEquals(RolloutState.PAUSED, state(fleet, rollout));
      assertEquals(1, fleet.core.rollouts().retry(rollout));
      fleet.core.rollouts().resume(rollout);
      fleet.pass(Duration.ofSeconds(1));
      fleet.closes(0, ActionEvent.SUCCEED);
      assertEquals(1, fleet.counts(rollout, 1).succeeded());
      assertEquals(RolloutState.FINISHED, state(fleet, rollout));
    }
  }

  @Test
  void aFurtherTryWaitsForAPausedRollout() {
    try (Fleet fleet = new Fleet(folder, 2)) {
      long rollout = fleet.rollout(ONE, UpdatePolicy.FORCED.with(new Retries(1, 60, 1, 0)));
      fleet.core.rollouts().start(rollout);
      fleet.closes(0, ActionEvent.FAIL);
      fleet.core.rollouts().pause(rollout);
      fleet.pass(Duration.ofHours(1));
      assertTrue(fleet.offered(0).isEmpty());
      fleet.core.rollouts().resume(rollout);
      fleet.pass(Duration.ofSeconds(1));
      assertTrue(fleet.offered(0).isPresent());
    }
  }

  @Test
  void aScheduledRolloutStartsAtItsInstant() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      long at = fleet.core.now().plusSeconds(3600).toEpochMilli();
      fleet
          .core
          .rollouts()
          .create(new RolloutPlan("later", fleet.set, "", ONE, UpdatePolicy.FORCED, at, false));
      fleet.pass(Duration.ofMillis(3_599_999));
      assertTrue(fleet.offered(0).isEmpty());
      fleet.pass(Duration.ofMillis(1));
      assertTrue(fleet.offered(0).isPresent());
    }
  }

  @Test
  void aSilentTargetIsTimedOutAndOneThatPollsIsNot() {
    try (Fleet fleet = new Fleet(folder, 2)) {
      long rollout = fleet.rollout(ONE, UpdatePolicy.FORCED.silentAfter(3600));
      fleet.core.rollouts().start(rollout);
      fleet.pass(Duration.ofMinutes(59));
      fleet.core.targets().seen(fleet.core.targets().find("car0").orElseThrow());
      fleet.pass(Duration.ofMinutes(2));
      assertTrue(fleet.offered(0).isPresent());
      assertFalse(fleet.offered(1).isPresent());
      fleet.pass(Duration.ofMinutes(57));
      assertTrue(fleet.offered(0).isPresent());
      fleet.pass(Duration.ofMinutes(1));
      assertEquals(2, fleet.counts(rollout, 1).timedOut());
    }
  }

  @Test
  void whatAppearsLaterJoinsTheLastWave() {
    try (Fleet fleet = new Fleet(folder, 0)) {
      long rollout =
          fleet
              .core
              .rollouts()
              .create(
                  new RolloutPlan(
                      "open", fleet.set, "attribute.hw==A", ONE, UpdatePolicy.FORCED, null, true));
      fleet.core.rollouts().start(rollout);
      fleet.core.targets().create("car0", "", "");
      assertTrue(fleet.offered(0).isEmpty());
      fleet.core.targets().setAttributes("car0", Targets.Mode.MERGE, Map.of("hw", "A"));
      fleet.closes(0, ActionEvent.SUCCEED);
      assertEquals(RolloutState.RUNNING, state(fleet, rollout));
      fleet.core.targets().create("car1", "", "");
      fleet.core.targets().setAttributes("car1", Targets.Mode.MERGE, Map.of("hw", "A"));
      fleet.core.targets().setAttributes("car1", Targets.Mode.MERGE, Map.of("hw", "A"));
      fleet.closes(1, ActionEvent.SUCCEED);
      fleet.core.rollouts().closeToLate(rollout);
      assertEquals(RolloutState.FINISHED, state(fleet, rollout));
      assertEquals(2, fleet.counts(rollout, 1).succeeded());
    }
  }

  @Test
  void aCancelledRolloutWaitsForThoseWhoHaveReadIt() {
    try (Fleet fleet = new Fleet(folder, 3)) {
      long rollout = fleet.rollout(TWO, UpdatePolicy.FORCED);
      fleet.core.rollouts().start(rollout);
      fleet.closes(0, ActionEvent.PROCEED);
      fleet.core.rollouts().cancel(rollout);
      assertEquals(RolloutState.CANCELLING, state(fleet, rollout));
      assertTrue(fleet.offered(1).isEmpty());
      assertEquals(ActionState.CANCELLING, fleet.offered(0).orElseThrow().state());
      // It could not stop any more: what happened counts.
      assertEquals(ActionState.PROCEEDING, fleet.closes(0, ActionEvent.CANCEL_REFUSED));
      fleet.closes(0, ActionEvent.SUCCEED);
      assertEquals(RolloutState.CANCELLED, state(fleet, rollout));
      assertEquals(1, fleet.counts(rollout, 1).succeeded());
    }
  }

  @Test
  void aDeclinedUpdateIsNoErrorAndNoSuccess() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      long rollout = fleet.rollout(TWO, UpdatePolicy.FORCED.withConsent());
      fleet.core.rollouts().start(rollout);
      assertEquals(ActionState.CONSENT, fleet.offered(0).orElseThrow().state());
      assertThrows(Refused.class, () -> fleet.closes(0, ActionEvent.SUCCEED));
      assertEquals(ActionState.DECLINED, fleet.closes(0, ActionEvent.DECLINE));
      assertEquals(1, fleet.counts(rollout, 1).declined());
      assertEquals(RolloutState.PAUSED, state(fleet, rollout));
    }
  }

  @Test
  void aNewerAssignmentTakesThePlaceOfTheOpenOne() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      long first = fleet.core.actions().assign("car0", fleet.set, UpdatePolicy.FORCED);
      assertEquals(first, fleet.core.actions().assign("car0", fleet.set, UpdatePolicy.FORCED));
      fleet.closes(0, ActionEvent.DOWNLOAD);
      long second = fleet.core.actions().assign("car0", fleet.set("2"), UpdatePolicy.FORCED);
      assertEquals(first, fleet.offered(0).orElseThrow().id());
      fleet.closes(0, ActionEvent.CANCEL_DONE);
      assertEquals(second, fleet.offered(0).orElseThrow().id());
    }
  }

  @Test
  void aFurtherTryOfAnOlderUpdateDoesNotTakeThePlaceOfANewerOne() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      long rollout = fleet.rollout(ONE, UpdatePolicy.FORCED.with(new Retries(3, 600, 1, 0)));
      fleet.core.rollouts().start(rollout);
      fleet.closes(0, ActionEvent.FAIL);
      long newer = fleet.core.actions().assign("car0", fleet.set("2"), UpdatePolicy.FORCED);
      fleet.pass(Duration.ofHours(1));
      assertEquals(newer, fleet.offered(0).orElseThrow().id());
      assertEquals(1, fleet.counts(rollout, 1).cancelled());
      fleet.closes(0, ActionEvent.SUCCEED);
      assertEquals(0, fleet.core.rollouts().retry(rollout));
    }
  }

  @Test
  void anUpdateThatFailsWhileItStopsForANewerOneIsNotTriedAgain() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      long rollout = fleet.rollout(ONE, UpdatePolicy.FORCED.with(new Retries(3, 600, 1, 0)));
      fleet.core.rollouts().start(rollout);
      fleet.closes(0, ActionEvent.PROCEED);
      fleet.core.actions().assign("car0", fleet.set("2"), UpdatePolicy.FORCED);
      fleet.closes(0, ActionEvent.FAIL);
      assertEquals(0, fleet.counts(rollout, 1).retrying());
      assertEquals(1, fleet.counts(rollout, 1).cancelled());
    }
  }

  @Test
  void theErrorLimitOfAWaveHoldsWhileAnEarlierOneIsRetried() {
    try (Fleet fleet = new Fleet(folder, 4)) {
      long rollout =
          fleet.rollout(
              List.of(new WavePlan(50, 100, 0), new WavePlan(100, 100, 50)), UpdatePolicy.FORCED);
      fleet.core.rollouts().start(rollout);
      fleet.closes(0, ActionEvent.FAIL);
      fleet.closes(1, ActionEvent.SUCCEED);
      fleet.core.rollouts().resume(rollout);
      assertEquals(1, fleet.core.rollouts().retry(rollout));
      fleet.pass(Duration.ofSeconds(1));
      assertEquals(RolloutState.RUNNING, state(fleet, rollout));
      fleet.closes(2, ActionEvent.FAIL);
      assertEquals(RolloutState.PAUSED, state(fleet, rollout));
    }
  }

  @Test
  void anAcceptedFailureDoesNotPauseTheRolloutAgainForEachLateTarget() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      long rollout = fleet.core.rollouts().create(late(fleet, ""));
      fleet.core.rollouts().start(rollout);
      fleet.closes(0, ActionEvent.FAIL);
      fleet.core.rollouts().resume(rollout);
      fleet.core.targets().create("car1", "", "");
      fleet.closes(1, ActionEvent.SUCCEED);
      assertEquals(RolloutState.RUNNING, state(fleet, rollout));
    }
  }

  private static RolloutPlan late(Fleet fleet, String filter) {
    return new RolloutPlan("late", fleet.set, filter, ONE, UpdatePolicy.FORCED, null, true);
  }

  @Test
  void aRolloutThatTakesLateTargetsHasNoFilterOfWhatUpdatesChange() {
    try (Fleet fleet = new Fleet(folder, 0)) {
      for (String filter :
          List.of(
              "installedSet==1",
              "name==a,assignedSet!=2",
              "updateStatus==ERROR",
              "lastSeenAt=gt=5")) {
        assertThrows(
            Refused.class, () -> fleet.core.rollouts().create(late(fleet, filter)), filter);
      }
    }
  }

  @Test
  void aRolloutThatStartsInAnotherCenturyIsRefused() {
    try (Fleet fleet = new Fleet(folder, 0)) {
      for (String start : List.of("2400-01-01T00:00:00Z", "1970-01-01T00:00:00Z")) {
        long at = java.time.Instant.parse(start).toEpochMilli();
        assertThrows(
            Refused.class,
            () ->
                fleet
                    .core
                    .rollouts()
                    .create(
                        new RolloutPlan("far", fleet.set, "", ONE, UpdatePolicy.FORCED, at, false)),
            start);
      }
    }
  }
}
