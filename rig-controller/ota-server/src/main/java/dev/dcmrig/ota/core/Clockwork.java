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
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What happens because time has passed: a scheduled start, a further try, a silence. What is due
 * next stands in the database, so that nothing is forgotten when the server is killed. One timer
 * waits for it; nothing polls.
 */
final class Clockwork {
  /** Rows of one transaction; the rest follows at the same instant. */
  private static final int BATCH = 500;

  /** At most so long; then it is looked again at what is due. */
  private static final Duration MAX_WAIT = Duration.ofDays(1);

  /** After something failed, until it is tried again. */
  private static final Duration BACK_OFF = Duration.ofSeconds(10);

  /** The bound, the greatest number, lets an index leave out those for which nothing is due. */
  static final String RETRIES_DUE =
      " from rollout r join member m on m.rollout_id = r.id where r.state = 'RUNNING' and m.due_at"
          + " <= 9223372036854775807";

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

  /** What failed in the tick that runs; only the timeline's thread looks at it. */
  private @Nullable RuntimeException trouble;

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
    // Whatever fails below: it is looked again.
    timer.armAfter(BACK_OFF.toNanos());
    long next = db.inTransaction(Clockwork::next);
    if (next == Long.MAX_VALUE) {
      timer.cancel();
    } else {
      long wait = Math.min(MAX_WAIT.toMillis(), Math.max(0, next - clock.nowMillis()));
      timer.armAfter(Duration.ofMillis(wait).toNanos());
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
    trouble = null;
    attempt(() -> startScheduled(now));
    attempt(
        () ->
            each(
                tx -> toRetry(tx, now),
                (tx, due) ->
                    waves.again(tx, actions, Waves.rollout(tx, due.rolloutId()), due.targetId())));
    attempt(() -> each(tx -> toLookAt(tx, now), (tx, action) -> timeOut(tx, action, now)));
    RuntimeException failed = trouble;
    trouble = null;
    if (failed == null) {
      arm();
      return;
    }
    timer.armAfter(BACK_OFF.toNanos());
    throw failed;
  }

  /** One thing that fails holds up no other; the first failure is told when the tick is over. */
  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      RuntimeException first = trouble;
      if (first == null) {
        trouble = e;
      } else if (first != e) {
        first.addSuppressed(e);
      }
    }
  }

  /** All that is due in one transaction; if that fails, each in one of its own. */
  private <T> void each(Function<Tx, List<T>> due, BiConsumer<Tx, T> step) {
    try {
      db.change(tx -> due.apply(tx).forEach(one -> step.accept(tx, one)));
    } catch (RuntimeException e) {
      // It is undone as a whole. Whoever is to blame fails again below, and is told of there.
      db.inTransaction(due).forEach(one -> attempt(() -> db.change(tx -> step.accept(tx, one))));
    }
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
    due.forEach(id -> attempt(() -> rollouts.start(id)));
  }

  private record Due(long rolloutId, long targetId) {
    static Due read(Row row) throws SQLException {
      return new Due(row.getLong(1), row.getLong(2));
    }
  }

  private static List<Due> toRetry(Tx tx, long now) {
    return tx.all(
        Due::read,
        "select r.id, m.target_id"
            + RETRIES_DUE
            + " and m.due_at <= ? order by m.due_at, r.id, m.target_id limit "
            + BATCH,
        now);
  }

  private static List<Action> toLookAt(Tx tx, long now) {
    return tx.all(
        Action::read,
        "select * from action where active = true and silent_at <= ? order by silent_at, id limit "
            + BATCH,
        now);
  }

  private void timeOut(Tx tx, Action action, long now) {
    Duration limit = Duration.ofSeconds(action.policy().silentAfterSeconds());
    Long due = action.silentAtMillis();
    // What is due is moved on by the time in which the server did not run.
    long counted = due == null ? action.createdAtMillis() : due - limit.toMillis();
    long since = Math.max(counted, presence.lastSeenMillis(tx, action.targetId()));
    if (rules.isSilent(Duration.ofMillis(now - since), limit)) {
      actions.apply(
          tx,
          action,
          ActionEvent.SILENCE,
          Report.of("nothing was heard of the target for " + limit));
    } else {
      // At least one step on: a rule that never calls anybody silent does not stop the clock.
      tx.updateOf(
          action.targetId(),
          "update action set silent_at = ? where id = ?",
          Math.max(now + 1_000, since + limit.toMillis()),
          action.id());
    }
  }
}
