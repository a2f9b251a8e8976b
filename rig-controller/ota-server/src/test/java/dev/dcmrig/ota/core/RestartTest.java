// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WavePlan;
import dev.dcmrig.ota.store.ArtifactFiles;
import dev.dcmrig.ota.store.Db;
import dev.dcmrig.ota.store.Upload;
import dev.dcmrig.sim.VirtualTimeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server makes of the time in which it did not run, and of what lies about. */
class RestartTest {
  private static final List<WavePlan> ONE = List.of(new WavePlan(100, 100, 0));

  private final VirtualTimeline timeline = new VirtualTimeline();
  @TempDir Path folder;

  private OtaCore core() {
    return new OtaCore(
        timeline,
        Db.inFolder(folder),
        new ArtifactFiles(folder.resolve("artifacts"), 1_000_000),
        OtaRules.REQUIRED);
  }

  private void pass(Duration span) {
    timeline.runUntil(timeline.nowNanos() + span.toNanos());
  }

  private static long set(OtaCore core) {
    long module = core.software().createModule("dcm", "1", "os", "");
    try (Upload upload = core.software().receive(module, "image.bin")) {
      upload.write(new byte[] {1, 2, 3});
      core.software().addArtifact(module, "image.bin", upload.finish());
    }
    return core.software().createSet("dcm", "1", List.of(module));
  }

  private static ActionState of(OtaCore core, String car) {
    return core.actions().actionsOf(car).get(0).state();
  }

  @Test
  void aSilenceGoesOnOverRestartsButForTheTimeInBetween() {
    try (OtaCore core = core()) {
      core.targets().create("silent", "", "");
      core.targets().create("heard", "", "");
      UpdatePolicy policy = UpdatePolicy.FORCED.silentAfter(Duration.ofMinutes(60).toSeconds());
      long rollout =
          core.rollouts().create(new RolloutPlan("r", set(core), "", ONE, policy, null, false));
      core.rollouts().start(rollout);
      pass(Duration.ofMinutes(25));
      core.targets().seen(core.targets().find("heard").orElseThrow());
      pass(Duration.ofMinutes(5));
    }
    // Nobody could be heard meanwhile.
    pass(Duration.ofHours(5));
    try (OtaCore core = core()) {
      pass(Duration.ofMinutes(15));
    }
    pass(Duration.ofHours(5));
    try (OtaCore core = core()) {
      pass(Duration.ofMinutes(14));
      assertEquals(ActionState.OFFERED, of(core, "silent"), "for 59 min");
      pass(Duration.ofMinutes(2));
      assertEquals(ActionState.TIMED_OUT, of(core, "silent"), "for 61 min");
      assertEquals(ActionState.OFFERED, of(core, "heard"), "for 36 min");
      pass(Duration.ofMinutes(23));
      assertEquals(ActionState.OFFERED, of(core, "heard"), "for 59 min");
      pass(Duration.ofMinutes(2));
      assertEquals(ActionState.TIMED_OUT, of(core, "heard"), "for 61 min");
    }
  }

  @Test
  void aServerThatWasKilledGrantsNoMoreThanItsLastBeatIsOld() {
    Path copy = folder.resolve("killed");
    try (OtaCore core = core()) {
      core.targets().create("silent", "", "");
      core.actions().assign("silent", set(core), UpdatePolicy.FORCED.silentAfter(600));
      pass(Duration.ofMinutes(5));
      // As a kill leaves it: without the last words of a server that ends.
      Files.createDirectories(copy);
      Files.copy(folder.resolve("ota.mv.db"), copy.resolve("ota.mv.db"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    ArtifactFiles files = new ArtifactFiles(copy.resolve("artifacts"), 1_000_000);
    try (OtaCore core = new OtaCore(timeline, Db.inFolder(copy), files, OtaRules.REQUIRED)) {
      pass(Duration.ofSeconds(299));
      assertEquals(ActionState.OFFERED, of(core, "silent"));
      pass(Duration.ofSeconds(32));
      assertEquals(ActionState.TIMED_OUT, of(core, "silent"), "ten minutes, and one beat");
    }
  }

  @Test
  void aFileThatNoArtifactNamesIsSetAsideAtTheNextStartAndComesBackWhenOneDoes() throws Exception {
    Path orphan;
    Path kept;
    try (OtaCore core = core()) {
      assertEquals(0, core.orphansSetAside());
      long set = set(core);
      kept = core.software().file(core.software().set(set).modules().get(0).artifacts().get(0));
      long module = core.software().createModule("dcm", "2", "os", "");
      try (Upload upload = core.software().receive(module, "image.bin")) {
        upload.write(new byte[] {4});
        String sha256 = upload.finish().sha256();
        orphan = folder.resolve("artifacts").resolve(sha256.substring(0, 2)).resolve(sha256);
      }
      assertTrue(Files.exists(orphan));
      Files.writeString(orphan.resolveSibling("notes.txt"), "of somebody else");
    }
    try (OtaCore core = core()) {
      assertEquals(1, core.orphansSetAside());
      assertFalse(Files.exists(orphan));
      assertTrue(Files.exists(kept));
      assertTrue(Files.exists(orphan.resolveSibling("notes.txt")), "no name of an artifact");
      assertTrue(Files.exists(folder.resolve("artifacts/unknown").resolve(orphan.getFileName())));
    }
    // Another database in the same folder knows nothing: nothing is lost to the first one.
    ArtifactFiles files = new ArtifactFiles(folder.resolve("artifacts"), 1_000_000);
    try (OtaCore other = new OtaCore(timeline, Db.inMemory(), files, OtaRules.REQUIRED)) {
      assertEquals(1, other.orphansSetAside());
      assertFalse(Files.exists(kept));
    }
    try (OtaCore core = core()) {
      assertEquals(0, core.orphansSetAside());
      assertTrue(Files.exists(kept));
    }
  }

  @Test
  void aLaterWaveOfAnOlderRolloutDoesNotTakeThePlaceOfANewerUpdate() {
    try (Fleet fleet = new Fleet(folder.resolve("memory"), 3)) {
      long before = fleet.core.actions().assign("car2", fleet.set("0"), UpdatePolicy.FORCED);
      long rollout =
          fleet.rollout(
              List.of(new WavePlan(33, 100, 0), new WavePlan(67, 0, 0)), UpdatePolicy.FORCED);
      fleet.core.rollouts().start(rollout);
      long newer = fleet.core.actions().assign("car1", fleet.set("2"), UpdatePolicy.FORCED);
      fleet.closes(0, ActionEvent.SUCCEED);
      assertEquals(newer, fleet.offered(1).orElseThrow().id(), "newer than the rollout");
      assertTrue(fleet.offered(2).orElseThrow().id() > before, "older than the rollout");
      assertEquals(fleet.counted(rollout, 2), fleet.counts(rollout, 2));
      assertEquals(1, fleet.counts(rollout, 2).cancelled());
      assertEquals(1, fleet.counts(rollout, 2).active());
      fleet.closes(2, ActionEvent.SUCCEED);
      assertEquals(0, fleet.core.rollouts().retry(rollout), "it stays the older word");
      assertEquals(newer, fleet.offered(1).orElseThrow().id());
    }
  }

  @Test
  void ofTwoRolloutsTheOneThatBeganLaterHasTheLastWordWhicheverWaveComesFirst() {
    try (Fleet fleet = new Fleet(folder.resolve("memory"), 3)) {
      List<WavePlan> waves = List.of(new WavePlan(33, 100, 0), new WavePlan(67, 0, 0));
      long older = fleet.rollout(waves, UpdatePolicy.FORCED);
      fleet.core.rollouts().start(older);
      long set = fleet.set("2.1");
      long newer = fleet.rollout(set, waves, UpdatePolicy.FORCED);
      fleet.core.rollouts().start(newer);
      // The newer one has taken the first car from the older one: its wave ends by that.
      fleet.core.rollouts().resume(older);
      fleet.closes(0, ActionEvent.SUCCEED);
      for (int car : List.of(1, 2)) {
        assertEquals(set, fleet.offered(car).orElseThrow().setId(), "car " + car);
      }
    }
  }

  @Test
  void aCancelledRolloutLeavesEachTargetWhereItIsAsCancellingOneByOneDoes() {
    try (Fleet fleet = new Fleet(folder.resolve("memory"), 6)) {
      long rollout = fleet.rollout(ONE, UpdatePolicy.FORCED);
      fleet.core.rollouts().start(rollout);
      fleet.closes(1, ActionEvent.DOWNLOAD);
      fleet.closes(2, ActionEvent.PROCEED);
      fleet.closes(3, ActionEvent.SUCCEED);
      fleet.closes(4, ActionEvent.FAIL);
      long newer = fleet.core.actions().assign("car5", fleet.set("2"), UpdatePolicy.FORCED);
      fleet.core.rollouts().cancel(rollout);
      assertEquals(fleet.counted(rollout, 1), fleet.counts(rollout, 1));
      assertEquals(2, fleet.counts(rollout, 1).active());
      assertEquals(2, fleet.counts(rollout, 1).cancelled());
      assertEquals(
          List.of(
              ActionState.CANCELLED,
              ActionState.CANCELLING,
              ActionState.CANCELLING,
              ActionState.FINISHED,
              ActionState.FAILED),
          List.of(0, 1, 2, 3, 4).stream().map(car -> of(fleet.core, "car" + car)).toList());
      assertEquals(newer, fleet.offered(5).orElseThrow().id());
      assertEquals(
          fleet.core.targets().find("car0").orElseThrow().installedSetId(),
          fleet.core.targets().find("car0").orElseThrow().assignedSetId(),
          "nobody tries it any more");
      Action stopping = fleet.offered(1).orElseThrow();
      HistoryEntry last = fleet.core.actions().lastOf(stopping.id(), 1).get(0);
      assertEquals(List.of("its rollout is cancelled"), last.details());
      assertEquals(fleet.core.actions().historyOf(stopping.id()).size(), stopping.historyRows());
      assertEquals(ActionState.DOWNLOADING, fleet.closes(1, ActionEvent.CANCEL_REFUSED));
    }
  }
}
