// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionKind;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.Refused;
import dev.dcmrig.ota.model.Retries;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WavePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a core does after something broke in it, and what it says of a target then. */
class TroubleTest {
  private static final List<WavePlan> ONE = List.of(new WavePlan(100, 100, 0));

  @TempDir Path folder;

  private static void sql(Fleet fleet, String statement) {
    fleet.db.change(tx -> tx.update(statement));
  }

  private static Target car(Fleet fleet) {
    return fleet.core.targets().find("car0").orElseThrow();
  }

  @Test
  void aRolloutThatCannotStartHoldsUpNoOther() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      long at = fleet.core.now().plusSeconds(60).toEpochMilli();
      for (String name : List.of("broken", "sound")) {
        fleet
            .core
            .rollouts()
            .create(new RolloutPlan(name, fleet.set, "", ONE, UpdatePolicy.FORCED, at, false));
      }
      sql(fleet, "update rollout set policy = '{' where name = 'broken'");
      assertThrows(RuntimeException.class, () -> fleet.pass(Duration.ofMinutes(2)));
      assertTrue(fleet.offered(0).isPresent());
    }
  }

  @Test
  void theClockGoesOnAfterATickThatFailed() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      long rollout = fleet.rollout(ONE, UpdatePolicy.FORCED.silentAfter(60));
      fleet.core.rollouts().start(rollout);
      sql(fleet, "alter table target alter column last_seen_at rename to gone");
      assertThrows(RuntimeException.class, () -> fleet.pass(Duration.ofMinutes(2)));
      sql(fleet, "alter table target alter column gone rename to last_seen_at");
      fleet.pass(Duration.ofMinutes(2));
      assertEquals(1, fleet.counts(rollout, 1).timedOut());
    }
  }

  @Test
  void whoWasHeardOfIsWrittenAfterAWriteThatFailed() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      Target heard = car(fleet);
      fleet.core.targets().seen(heard);
      sql(fleet, "alter table target alter column last_seen_at rename to gone");
      assertThrows(RuntimeException.class, () -> fleet.pass(Duration.ofSeconds(6)));
      sql(fleet, "alter table target alter column gone rename to last_seen_at");
      fleet.pass(Duration.ofSeconds(6));
      assertNotNull(car(fleet).lastSeenAtMillis());
    }
  }

  @Test
  void theDatabaseIsClosedAlsoIfTheLastWriteFails() {
    Fleet fleet = new Fleet(folder, 1);
    fleet.core.targets().seen(car(fleet));
    sql(fleet, "alter table target alter column last_seen_at rename to gone");
    assertThrows(RuntimeException.class, fleet::close);
    String said =
        assertThrows(IllegalStateException.class, () -> fleet.core.targets().find("car0"))
            .getMessage();
    assertTrue(said.contains("closed"), said);
  }

  @Test
  void oneActionKeepsABoundedHistoryWhateverIsReported() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      long action = fleet.core.actions().assign("car0", fleet.set, UpdatePolicy.FORCED);
      fleet.closes(0, ActionEvent.DOWNLOADED);
      for (int count = 0; count < 300; count++) {
        fleet.core.actions().happened("car0", action, ActionEvent.DOWNLOADED, Report.NONE);
        fleet.core.actions().happened("car0", action, ActionEvent.CANCEL, Report.NONE);
        fleet.core.actions().happened("car0", action, ActionEvent.CANCEL_REFUSED, Report.NONE);
      }
      assertEquals(History.MAX_ROWS, fleet.core.actions().historyOf(action).size());
    }
  }

  @Test
  void anUpdateThatDidNotComeAboutIsAssignedNoLonger() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      fleet.core.actions().assign("car0", fleet.set, UpdatePolicy.FORCED);
      fleet.closes(0, ActionEvent.SUCCEED);
      fleet.core.actions().assign("car0", fleet.set("2"), UpdatePolicy.FORCED.withConsent());
      fleet.closes(0, ActionEvent.DECLINE);
      assertEquals(fleet.set, car(fleet).assignedSetId());
      fleet.core.actions().assign("car0", fleet.set("3"), UpdatePolicy.FORCED);
      fleet.closes(0, ActionEvent.CANCEL);
      fleet.closes(0, ActionEvent.CANCEL_DONE);
      assertEquals(fleet.set, car(fleet).assignedSetId());
    }
  }

  @Test
  void whatWasOnlyDownloadedIsNotInstalled() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      UpdatePolicy only =
          new UpdatePolicy(ActionKind.DOWNLOAD_ONLY, null, false, null, 0, Retries.NONE);
      long installed = fleet.core.actions().assign("car0", fleet.set, UpdatePolicy.FORCED);
      fleet.closes(0, ActionEvent.SUCCEED);
      fleet.core.actions().assign("car0", fleet.set("2"), only);
      fleet.closes(0, ActionEvent.DOWNLOADED);
      Target car = fleet.core.targets().find("car0").orElseThrow();
      assertEquals(installed, fleet.core.actions().told(car).installed().orElseThrow().id());
    }
  }

  @Test
  void theSameSetWithAnotherPolicyIsNoRepetition() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      UpdatePolicy soft = new UpdatePolicy(ActionKind.SOFT, null, false, null, 0, Retries.NONE);
      fleet.core.actions().assign("car0", fleet.set, soft);
      Refused refused =
          assertThrows(
              Refused.class,
              () -> fleet.core.actions().assign("car0", fleet.set, UpdatePolicy.FORCED));
      assertEquals(Refused.Reason.CONFLICT, refused.reason());
    }
  }

  @Test
  void aTargetThatWasGivenUpMaySayThatItSucceeded() {
    try (Fleet fleet = new Fleet(folder, 1)) {
      long rollout = fleet.rollout(ONE, UpdatePolicy.FORCED.silentAfter(60));
      fleet.core.rollouts().start(rollout);
      fleet.closes(0, ActionEvent.PROCEED);
      Action action = fleet.offered(0).orElseThrow();
      fleet.pass(Duration.ofMinutes(2));
      assertEquals(1, fleet.counts(rollout, 1).timedOut());
      assertNull(car(fleet).installedSetId());
      assertEquals(
          ActionState.FINISHED,
          fleet.core.actions().happened("car0", action.id(), ActionEvent.SUCCEED, Report.NONE));
      assertEquals(fleet.set, car(fleet).installedSetId());
      assertEquals(1, fleet.counts(rollout, 1).succeeded());
    }
  }
}
