// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.MemberState;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WaveCounts;
import dev.dcmrig.ota.model.WavePlan;
import dev.dcmrig.ota.store.ArtifactFiles;
import dev.dcmrig.ota.store.Db;
import dev.dcmrig.ota.store.Upload;
import dev.dcmrig.sim.VirtualTimeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A core in virtual time with targets {@code car0} and on, and what they do, without HTTP. */
final class Fleet implements AutoCloseable {
  final VirtualTimeline timeline = new VirtualTimeline();
  final Db db;
  final OtaCore core;
  final long set;

  Fleet(Path folder, Db db, int cars) {
    this.db = db;
    core = new OtaCore(timeline, db, new ArtifactFiles(folder, 1_000_000), new OtaRules() {});
    for (int car = 0; car < cars; car++) {
      core.targets().create("car" + car, "", "");
    }
    set = set("1");
  }

  /** What a server left in a folder. */
  Fleet(Path folder) {
    this(folder.resolve("artifacts"), Db.inFolder(folder));
  }

  /** What a server left in a database. */
  Fleet(Path artifacts, Db db) {
    this.db = db;
    core = new OtaCore(timeline, db, new ArtifactFiles(artifacts, 1_000_000), new OtaRules() {});
    set = 1;
  }

  Fleet(Path folder, int cars) {
    this(folder, Db.inMemory(), cars);
  }

  long set(String version) {
    long module = core.software().createModule("dcm", version, "os", "");
    try (Upload upload = core.software().receive(module, "image.bin")) {
      upload.write(new byte[] {1, 2, 3});
      core.software().addArtifact(module, "image.bin", upload.finish());
    }
    return core.software().createSet("dcm", version, List.of(module));
  }

  long rollout(List<WavePlan> waves, UpdatePolicy policy) {
    return rollout(set, waves, policy);
  }

  long rollout(long of, List<WavePlan> waves, UpdatePolicy policy) {
    return core.rollouts()
        .create(new RolloutPlan("rollout of " + of, of, "", waves, policy, null, false));
  }

  Optional<Action> offered(int car) {
    return core.actions().offered(core.targets().find("car" + car).orElseThrow());
  }

  /** Reads its task, and says this of it. */
  ActionState closes(int car, ActionEvent event) {
    Action action = offered(car).orElseThrow();
    String id = "car" + car;
    if (action.state() == ActionState.OFFERED) {
      core.actions().happened(id, action.id(), ActionEvent.FETCH, Report.NONE);
    }
    return core.actions().happened(id, action.id(), event, Report.NONE);
  }

  void pass(Duration span) {
    timeline.runUntil(timeline.nowNanos() + span.toNanos());
  }

  WaveCounts counts(long rollout, int wave) {
    return core.rollouts().status(rollout).waves().get(wave - 1).counts();
  }

  /** What the counts of a wave should be, counted one by one. */
  WaveCounts counted(long rollout, int wave) {
    return db.inTransaction(
        tx -> {
          int[] counts = new int[MemberState.values().length];
          tx.all(
              row -> counts[row.getWord(MemberState.class, "state").ordinal()]++,
              "select state from member where rollout_id = ? and wave_no = ?",
              rollout,
              wave);
          int total = java.util.Arrays.stream(counts).sum();
          return new WaveCounts(
              total, counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6],
              counts[7]);
        });
  }

  @Override
  public void close() {
    core.close();
  }
}
