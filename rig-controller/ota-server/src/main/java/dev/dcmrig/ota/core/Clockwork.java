// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.ota.store.Db;
import dev.dcmrig.ota.store.Row;
import dev.dcmrig.ota.store.Tx;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What happens because time has passed: a scheduled start, a further try, a silence. What is due
 * next stands in the database, so that nothing is forgotten when the server is killed. One timer
 * waits for it; nothing polls.
 */
final class Clockwork {
  /** Rows of one transaction; the rest follows at the same instant. */
  private static final int BATCH = 500;

  private static final String RETRIES_DUE =
      " from rollout r join member m on m.rollout_id = r.id where r.state = 'RUNNING' and m.due_at"
          + " is not null";

  private final Db db;
  private final Timeline timeline;
  private final Clock clock;
  private final Presence presence;
  private final OtaRules rules;
  private final Waves waves;
  private final Rollouts rollouts;
  private final Actions actions;
  private final Timer timer;
  private volatile boolean closed;

  Clockwork(
      Db db,
      Timeline timeline,
      Presence presence,
      OtaRules rules,
      Waves waves,
      Rollouts rollouts,
      Actions actions) {
    this.db = db;
    this.timeline = timeline;
    this.clock = new Clock(timeline);
    this.presence = presence;
    this.rules = rules;
    this.waves = waves;
    this.rollouts = rollouts;
    this.actions = actions;
    this.timer = timeline.timer(this::tick);
  }

  /** Something may be due earlier, or later, than it was. Any thread. */
  void dueChanged() {
    timeline.post("ota-server/clockwork", this::arm);
  }

  void close() {
    closed = true;
    timeline.post("ota-server/clockwork", timer::cancel);
  }

  private void arm() {
    if (closed) {
      return;
    }
    Long next = db.inTransaction(Clockwork::next);
    if (next == Long.MAX_VALUE) {
      timer.cancel();
    } else {
      timer.armAfter(Duration.ofMillis(Math.max(0, next - clock.nowMillis())).toNanos());
    }
  }

  private static long next(Tx tx) {
    long start = earliest(tx, "select min(start_at) from rollout where state = 'SCHEDULED'");
    long retry = earliest(tx, "select min(m.due_at)" + RETRIES_DUE);
    long silence = earliest(tx, "select min(silent_at) from action where active = true");
    return Math.min(start, Math.min(retry, silence));
  }

  private static long earliest(Tx tx, String sql) {
    long found = tx.number(sql);
    return found == 0 ? Long.MAX_VALUE : found;
  }

  private void tick() {
    if (closed) {
      return;
    }
    long now = clock.nowMillis();
    startScheduled(now);
    db.change(tx -> tryAgain(tx, now));
    db.change(tx -> timeOut(tx, now));
    arm();
  }

  private void startScheduled(long now) {
    List<Long> due =
        db.inTransaction(
            tx ->
                tx.all(
                    row -> row.getLong(1),
                    "select id from rollout where state = ? and start_at <= ? order by start_at, id"
                        + " limit "
                        + BATCH,
                    RolloutState.SCHEDULED,
                    now));
    due.forEach(rollouts::start);
  }

  private record Due(long rolloutId, long targetId) {
    static Due read(Row row) throws SQLException {
      return new Due(row.getLong(1), row.getLong(2));
    }
  }

  private void tryAgain(Tx tx, long now) {
    for (Due due :
        tx.all(
            Due::read,
            "select r.id, m.target_id"
                + RETRIES_DUE
                + " and m.due_at <= ? order by m.due_at, r.id, m.target_id limit "
                + BATCH,
            now)) {
      waves.again(tx, actions, Waves.rollout(tx, due.rolloutId()), due.targetId());
    }
  }

  private void timeOut(Tx tx, long now) {
    for (Action action :
        tx.all(
            Action::read,
            "select * from action where active = true and silent_at <= ? order by silent_at, id"
                + " limit "
                + BATCH,
            now)) {
      Duration limit = Duration.ofSeconds(action.policy().silentAfterSeconds());
      long since =
          Math.max(action.createdAtMillis(), presence.lastSeenMillis(tx, action.targetId()));
      if (rules.isSilent(Duration.ofMillis(now - since), limit)) {
        actions.apply(
            tx,
            action,
            ActionEvent.SILENCE,
            Report.of("nothing was heard of the target for " + limit));
      } else {
        // At least one step on: a rule that never calls anybody silent does not stop the clock.
        tx.update(
            "update action set silent_at = ? where id = ?",
            Math.max(now + 1_000, since + limit.toMillis()),
            action.id());
      }
    }
  }
}
