// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.ota.ddi.DdiEdge;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.http.Answer;
import dev.dcmrig.ota.http.Call;
import dev.dcmrig.ota.http.ProcessHead;
import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WavePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link RolloutPropertiesTest} holds what is told from memory against the database. */
class PollCacheTest {
  @TempDir Path folder;

  private static Target asking(Fleet fleet, int car) {
    return fleet.core.targets().asking("car" + car).orElseThrow();
  }

  /** Asks once, as a poll does. */
  private static Told poll(Fleet fleet, int car) {
    return fleet.core.actions().told(asking(fleet, car));
  }

  private static boolean isInMemory(Fleet fleet, int car) {
    return fleet.core.targets().askingFromMemory("car" + car).isPresent()
        && fleet.core.actions().toldFromMemory(asking(fleet, car)).isPresent();
  }

  @Test
  void aPollOfAnUnchangedTargetWaitsForNoTransaction() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      fleet.core.actions().assign("car0", fleet.set, UpdatePolicy.FORCED);
      Told first = poll(fleet, 0);
      // Within a transaction another one is refused: so this one needs none.
      Told second = fleet.db.inTransaction(tx -> poll(fleet, 0));
      assertEquals(first, second);
      assertEquals(ActionState.OFFERED, second.offered().orElseThrow().state());
    }
  }

  /** An event loop asks so, and must wait for nobody. */
  @Test
  void whileAllIsBeingChangedNoAnswerIsAtHandAndNoneIsWaitedFor() throws InterruptedException {
    try (Fleet fleet = new Fleet(folder, 1)) {
      DdiEdge edge = new DdiEdge(fleet.core, DdiSettings.STANDARD.withGatewayToken("all"));
      Call poll =
          new Call(
              new ProcessHead("GET", "", Map.of("Authorization", "GatewayToken all")),
              List.of(DdiSettings.STANDARD.tenant(), "controller", "v1", "car0"),
              new byte[0]);
      fleet.core.targets().seen(asking(fleet, 0));
      poll(fleet, 0);
      poll(fleet, 0);
      assertEquals(200, edge.fromMemory(poll).orElseThrow().get().status());

      CountDownLatch changing = new CountDownLatch(1);
      CountDownLatch asked = new CountDownLatch(1);
      Thread other =
          new Thread(
              () ->
                  fleet.db.change(
                      tx -> {
                        tx.update("update target set auto_confirm = true");
                        changing.countDown();
                        await(asked);
                      }));
      other.start();
      await(changing);
      Optional<Answer> answer =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> edge.fromMemory(poll).map(Supplier::get));
      asked.countDown();
      other.join();
      assertEquals(Optional.empty(), answer);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatOneTargetSaysIsForgottenOfThatOneOnly() {
    try (Fleet fleet = new Fleet(folder, 2)) {
      long rollout =
          fleet.rollout(List.of(new WavePlan(100, 100, 0)), UpdatePolicy.FORCED.silentAfter(600));
      fleet.core.rollouts().start(rollout);
      poll(fleet, 0);
      poll(fleet, 1);
      fleet.closes(0, ActionEvent.DOWNLOAD);
      assertFalse(isInMemory(fleet, 0));
      assertTrue(isInMemory(fleet, 1));
      assertEquals(ActionState.DOWNLOADING, poll(fleet, 0).offered().orElseThrow().state());
      fleet.core.targets().setAttributes("car0", Targets.Mode.MERGE, Map.of("version", "1"));
      assertFalse(asking(fleet, 0).wantsAttributes());
      assertTrue(isInMemory(fleet, 1));
    }
  }

  @Test
  void thatATargetWasSeenForgetsNothing() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      poll(fleet, 0);
      fleet.core.targets().seen(asking(fleet, 0));
      poll(fleet, 0);
      fleet.core.targets().seen(asking(fleet, 0));
      fleet.pass(Duration.ofMinutes(1));
      assertTrue(isInMemory(fleet, 0), "its time was written a few seconds later");
    }
  }

  @Test
  void aPausedRolloutIsToldToNobodyWhoWasToldOfItBefore() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      long rollout = fleet.rollout(List.of(new WavePlan(100, 100, 0)), UpdatePolicy.FORCED);
      fleet.core.rollouts().start(rollout);
      assertTrue(poll(fleet, 0).offered().isPresent());
      fleet.core.rollouts().pause(rollout);
      assertEquals(Optional.empty(), poll(fleet, 0).offered());
      fleet.core.rollouts().resume(rollout);
      assertTrue(poll(fleet, 0).offered().isPresent());
    }
  }

  @Test
  void aChangeThatIsUndoneLeavesWhatWasTold() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      fleet.core.actions().assign("car0", fleet.set, UpdatePolicy.FORCED);
      Told before = poll(fleet, 0);
      try {
        fleet.db.change(
            tx -> {
              tx.updateOf(
                  asking(fleet, 0).id(), "update action set state = 'FINISHED', active = false");
              assertFalse(isInMemory(fleet, 0));
              throw new IllegalStateException("undo it");
            });
      } catch (IllegalStateException e) {
        assertEquals("undo it", e.getMessage());
      }
      // It was forgotten, so this is what the database says.
      assertEquals(before, poll(fleet, 0));
      assertTrue(isInMemory(fleet, 0));
    }
  }
}
