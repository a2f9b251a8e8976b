// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.store.Db;
import dev.dcmrig.ota.store.Tx;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When each target was last heard of. A poll writes to memory only; what is new goes to the
 * database a few seconds later, in one transaction. A server that was killed forgets these seconds.
 *
 * <p>While the server does not run it can hear nobody, so that time counts for nobody's silence. A
 * restart gives nobody more than that: what a device had been silent before still counts. When the
 * server was last known to run stands in the database, and is at most {@link #BEAT} old.
 */
final class Presence {
  private static final Duration WRITE_AFTER = Duration.ofSeconds(5);

  /** How often it is written that the server runs, if its database outlives it. */
  private static final Duration BEAT = Duration.ofSeconds(30);

  /** Rows of one transaction. */
  private static final int BATCH = 1_000;

  private final Db db;
  private final Timeline timeline;
  private final Clock clock;
  private final Map<Long, Long> fresh = new ConcurrentHashMap<>();
  private final Timer writing;
  private final Timer beating;

  /** Whether a write is on its way that will see what is put now. */
  private final AtomicBoolean scheduled = new AtomicBoolean();

  Presence(Db db, Timeline timeline) {
    this.db = db;
    this.timeline = timeline;
    this.clock = new Clock(timeline);
    this.writing = timeline.timer(this::onTimer);
    this.beating = timeline.timer(this::beat);
    db.change(this::resume);
    timeline.post("ota-server/presence", this::armBeat);
  }

  /** A target was heard of, just now. Any thread. */
  void seen(long targetId) {
    fresh.put(targetId, clock.nowMillis());
    // In this order: what is put after a write has looked is written by the next.
    if (scheduled.compareAndSet(false, true)) {
      timeline.post("ota-server/presence", this::arm);
    }
  }

  private void arm() {
    if (!writing.isArmed()) {
      writing.armAfter(WRITE_AFTER.toNanos());
    }
  }

  /** From when on a silence counts. */
  long lastSeenMillis(Tx tx, long targetId) {
    Long unwritten = fresh.get(targetId);
    if (unwritten != null) {
      return unwritten;
    }
    return tx.number("select last_seen_at from target where id = ?", targetId);
  }

  /** Moves on what is due for silence by the time in which the server did not run. */
  private void resume(Tx tx) {
    long now = clock.nowMillis();
    long alive = tx.number("select alive_at from server_life where id = 1");
    if (alive == 0) {
      tx.update("insert into server_life (id, alive_at) values (1, ?)", now);
      return;
    }
    long down = Math.max(0, now - alive);
    for (String policy :
        tx.all(
            row -> row.getText(1),
            "select distinct policy from action where active = true and silent_at is not null")) {
      tx.update(
          "update action set silent_at = greatest(silent_at, coalesce((select t.last_seen_at from"
              + " target t where t.id = action.target_id), 0) + ?) + ? where active = true and"
              + " silent_at is not null and policy = ?",
          Policies.read(policy).silentAfterSeconds() * 1_000,
          down,
          policy);
    }
    alive(tx);
  }

  private void alive(Tx tx) {
    tx.update("update server_life set alive_at = ? where id = 1", clock.nowMillis());
  }

  private void armBeat() {
    if (db.isKept()) {
      beating.armAfter(BEAT.toNanos());
    }
  }

  private void beat() {
    armBeat();
    db.change(this::alive);
  }

  private void onTimer() {
    scheduled.set(false);
    boolean written = false;
    try {
      write();
      written = true;
    } finally {
      if (!fresh.isEmpty() && scheduled.compareAndSet(false, true)) {
        writing.armAfter(written ? 0 : WRITE_AFTER.toNanos());
      }
    }
  }

  /** Writes what is new, up to one batch; what it can't write stays. */
  private void write() {
    TreeMap<Long, Long> batch = new TreeMap<>();
    for (Map.Entry<Long, Long> entry : fresh.entrySet()) {
      batch.put(entry.getKey(), entry.getValue());
      if (batch.size() == BATCH) {
        break;
      }
    }
    db.change(
        tx ->
            batch.forEach(
                (id, at) ->
                    tx.updateAside("update target set last_seen_at = ? where id = ?", at, id)));
    batch.forEach(fresh::remove);
  }

  /** Writes all that is new, and no more from now on. */
  void close() {
    timeline.post(
        "ota-server/presence",
        () -> {
          writing.cancel();
          beating.cancel();
        });
    while (!fresh.isEmpty()) {
      write();
    }
    db.change(this::alive);
  }
}
