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
 * database a few seconds later, in one transaction. A server that was killed forgets these seconds,
 * which nobody is blamed for: silence is counted from the server's start at the earliest.
 */
final class Presence {
  private static final Duration WRITE_AFTER = Duration.ofSeconds(5);

  /** Rows of one transaction. */
  private static final int BATCH = 1_000;

  private final Db db;
  private final Timeline timeline;
  private final Clock clock;
  private final long startedAtMillis;
  private final Map<Long, Long> fresh = new ConcurrentHashMap<>();
  private final Timer writing;

  /** Whether a write is on its way that will see what is put now. */
  private final AtomicBoolean scheduled = new AtomicBoolean();

  Presence(Db db, Timeline timeline) {
    this.db = db;
    this.timeline = timeline;
    this.clock = new Clock(timeline);
    this.startedAtMillis = clock.nowMillis();
    this.writing = timeline.timer(this::onTimer);
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
    return Math.max(
        startedAtMillis, tx.number("select last_seen_at from target where id = ?", targetId));
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
                (id, at) -> tx.update("update target set last_seen_at = ? where id = ?", at, id)));
    batch.forEach(fresh::remove);
  }

  /** Writes all that is new, and no more from now on. */
  void close() {
    timeline.post("ota-server/presence", writing::cancel);
    while (!fresh.isEmpty()) {
      write();
    }
  }
}
