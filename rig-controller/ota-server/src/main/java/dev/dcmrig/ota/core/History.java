// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.store.Row;
import dev.dcmrig.ota.store.Tx;
import java.sql.SQLException;
import java.util.List;

/**
 * What happened to actions. A target may report as often as it likes: of one action the newest
 * entries are kept. What a target repeats makes room first.
 */
final class History {
  /** Entries of one action; beyond it the oldest of those that may be repeated makes room. */
  static final int MAX_ROWS = 500;

  private static final int MAX_DETAILS = 50;
  private static final int MAX_TEXT = 4_000;

  private final Clock clock;

  History(Clock clock) {
    this.clock = clock;
  }

  void add(Tx tx, Action action, ActionEvent event, ActionState next, Report report) {
    boolean sameState = next == action.state();
    if (sameState && event == ActionEvent.FETCH) {
      // A client may read its task any number of times.
      return;
    }
    int rows = action.historyRows();
    if (rows >= MAX_ROWS) {
      rows -=
          tx.update(
              "delete from action_history where id = coalesce((select min(h.id) from action_history"
                  + " h where h.action_id = ? and h.word in ('DOWNLOAD', 'DOWNLOADED', 'PROCEED',"
                  + " 'NOTE', 'CANCEL')), (select min(o.id) from action_history o where o.action_id"
                  + " = ?))",
              action.id(),
              action.id());
    }
    tx.update(
        "insert into action_history (action_id, at, word, state, done, of_all, code, details)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        action.id(),
        clock.nowMillis(),
        event,
        next,
        report.done(),
        report.ofAll(),
        report.code(),
        details(report));
    tx.updateOf(
        action.targetId(),
        "update action set history_rows = ?, code = coalesce(?, code) where id = ?",
        rows + 1,
        report.code(),
        action.id());
  }

  /** One entry for each open action of a rollout in a state; one more than the bound at most. */
  void addToAll(
      Tx tx, long rolloutId, ActionState from, ActionEvent event, ActionState next, Report report) {
    tx.update(
        "insert into action_history (action_id, at, word, state, details) select a.id, ?, ?, ?, ?"
            + " from action a where a.rollout_id = ? and a.active = true and a.state = ? order by"
            + " a.id",
        clock.nowMillis(),
        event,
        next,
        details(report),
        rolloutId,
        from);
    tx.update(
        "update action set history_rows = history_rows + 1 where rollout_id = ? and active = true"
            + " and state = ?",
        rolloutId,
        from);
  }

  private static String details(Report report) {
    StringBuilder text = new StringBuilder();
    report.details().stream()
        .limit(MAX_DETAILS)
        .map(line -> line.replaceAll("[\\p{Cc}\\p{Cs}]", " "))
        .forEach(line -> text.append(text.length() == 0 ? "" : "\n").append(line));
    return text.length() <= MAX_TEXT ? text.toString() : text.substring(0, MAX_TEXT) + " ...";
  }

  List<HistoryEntry> of(Tx tx, long actionId) {
    return tx.all(
        History::read, "select * from action_history where action_id = ? order by id", actionId);
  }

  /** The newest entries, the oldest of them first. */
  List<HistoryEntry> lastOf(Tx tx, long actionId, int most) {
    return tx.all(
        History::read,
        "select * from (select * from action_history where action_id = ? order by id desc limit ?)"
            + " newest order by id",
        actionId,
        most);
  }

  private static HistoryEntry read(Row row) throws SQLException {
    String details = row.getText("details");
    return new HistoryEntry(
        row.getLong("at"),
        row.getWord(ActionEvent.class, "word"),
        row.getWord(ActionState.class, "state"),
        row.getIntOrNull("done"),
        row.getIntOrNull("of_all"),
        row.getIntOrNull("code"),
        details.isEmpty() ? List.of() : List.of(details.split("\n")));
  }
}
