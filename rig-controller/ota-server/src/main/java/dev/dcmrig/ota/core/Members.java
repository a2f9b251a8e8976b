// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.MemberState;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.TargetStatus;
import dev.dcmrig.ota.model.WavePlan;
import dev.dcmrig.ota.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which target is in which wave, and how far it is. Each change of a member changes the counts of
 * its wave in the same transaction: nobody ever counts a fleet.
 */
final class Members {
  /**
   * What was given by a newer word than that of a rollout, the one parameter: by a rollout that
   * began later, or by an assignment after it began. What began as no word yet displaces nobody.
   */
  private static final String NEWER_WORD =
      "select a.id from rollout r, action a left join rollout o on o.id = a.rollout_id where r.id ="
          + " ? and a.set_id <> r.set_id and a.state not in ('CANCELLED', 'DECLINED') and"
          + " (coalesce(o.begun_after, a.id) > r.begun_after or (o.begun_after = r.begun_after and"
          + " o.id > r.id))";

  private final Clock clock;
  private final OtaRules rules;

  Members(Clock clock, OtaRules rules) {
    this.clock = clock;
    this.rules = rules;
  }

  /** Those whom a rollout is for: values of the filter, then its set. */
  static String chosen(TargetFilter filter) {
    return " from target t where "
        + filter.sql()
        + " and (t.installed_set_id is null or t.installed_set_id <> ?)";
  }

  /** Puts matching targets into the waves, in the order of their ids. */
  void divide(Tx tx, long rolloutId, long setId, TargetFilter filter, List<WavePlan> waves) {
    List<Object> all = new ArrayList<>();
    all.add(rolloutId);
    all.add(MemberState.WAITING.name());
    all.addAll(filter.values());
    all.add(setId);
    // First all of them into the last wave, which keeps what the others leave.
    int last = waves.size();
    int total =
        tx.update(
            "insert into member (rollout_id, target_id, wave_no, state, attempts) select ?, t.id, "
                + last
                + ", ?, 0"
                + chosen(filter),
            all.toArray());
    int rest = total;
    for (int no = 1; no <= last; no++) {
      WavePlan plan = waves.get(no - 1);
      long share = ((long) total * plan.sharePercent() + 99) / 100;
      int size = no == last ? rest : (int) Math.min(rest, share);
      if (no != last && size > 0) {
        // By the last one's id: an inner select with a limit would be run for each row.
        long upTo =
            tx.number(
                "select m.target_id from member m where m.rollout_id = ? and m.wave_no = ? order by"
                    + " m.target_id limit 1 offset ?",
                rolloutId,
                last,
                size - 1);
        tx.update(
            "update member set wave_no = ? where rollout_id = ? and wave_no = ? and target_id <= ?",
            no,
            rolloutId,
            last,
            upTo);
      }
      rest -= size;
      tx.update(
          "insert into wave (rollout_id, no, state, success_percent, error_percent, total, waiting,"
              + " active, retrying, succeeded, failed, timed_out, cancelled, declined,"
              + " errors_accepted) values (?, ?, 'WAITING', ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0)",
          rolloutId,
          no,
          plan.successPercent(),
          plan.errorPercent(),
          size,
          size);
    }
  }

  /**
   * A target joins the last wave, unless it is in the rollout already. A wave that has met its
   * success threshold, or whose shortfall an operator has accepted, is not judged by it again.
   */
  boolean join(Tx tx, Rollout rollout, long targetId) {
    if (tx.number(
            "select count(*) from member where rollout_id = ? and target_id = ?",
            rollout.id(),
            targetId)
        > 0) {
      return false;
    }
    long last = tx.number("select max(no) from wave where rollout_id = ?", rollout.id());
    tx.update(
        "insert into member (rollout_id, target_id, wave_no, state, attempts) values"
            + " (?, ?, ?, 'WAITING', 0)",
        rollout.id(),
        targetId,
        last);
    tx.update(
        "update wave set total = total + 1, waiting = waiting + 1, state = case when state in"
            + " ('ENDED', 'PASSED') and total > 0 then 'PASSED' when state in ('ENDED', 'SHORT',"
            + " 'PASSED') then 'RUNNING' else state end where rollout_id = ? and no = ?",
        rollout.id(),
        last);
    return true;
  }

  /**
   * Offers the update to all of a wave that wait for it.
   *
   * @return how many
   */
  int offer(Tx tx, Rollout rollout, int no) {
    String members =
        "select m.target_id from member m where m.rollout_id = ? and m.wave_no = ? and m.state ="
            + " 'WAITING'";
    long now = clock.nowMillis();
    long silent = rollout.policy().silentAfterSeconds();
    int offered =
        tx.update(
            "insert into action (target_id, set_id, rollout_id, state, active, kind, forced_at,"
                + " policy, created_at, silent_at, history_rows) select t.id, r.set_id, r.id, case"
                + " when (t.auto_confirm and ?) or (not t.auto_confirm and ?) then '"
                + ActionState.CONSENT
                + "' else '"
                + ActionState.OFFERED
                + "' end, true, ?, cast(? as bigint), r.policy, ?, cast(? as bigint), 0 from target"
                + " t, rollout r where r.id = ? and t.id in ("
                + members
                + ") order by t.id",
            rules.asksUser(rollout.policy().consent(), true),
            rules.asksUser(rollout.policy().consent(), false),
            rollout.policy().kind(),
            rollout.policy().forcedAtMillis(),
            now,
            silent == 0 ? null : now + silent * 1_000,
            rollout.id(),
            rollout.id(),
            no);
    tx.update(
        "update target set assigned_set_id = ?, status = ? where id in (" + members + ")",
        rollout.setId(),
        TargetStatus.PENDING,
        rollout.id(),
        no);
    tx.update(
        "update member set state = 'ACTIVE', attempts = 1 where rollout_id = ? and wave_no = ? and"
            + " state = 'WAITING'",
        rollout.id(),
        no);
    tx.update(
        "update wave set waiting = 0, active = active + ? where rollout_id = ? and no = ?",
        offered,
        rollout.id(),
        no);
    return offered;
  }

  /** Whether a target was given another set by a newer word than that of a rollout. */
  static boolean isDisplaced(Tx tx, Rollout rollout, long targetId) {
    return tx.number(
            "select count(*) from (" + NEWER_WORD + " and a.target_id = ?) newer",
            rollout.id(),
            targetId)
        > 0;
  }

  /**
   * Cancels those of a wave that wait, and were given another set since the rollout began: it is
   * the older word, and takes the place of nothing newer.
   */
  void leaveOutDisplaced(Tx tx, Rollout rollout, int no) {
    int left =
        tx.update(
            "update member set state = 'CANCELLED' where rollout_id = ? and wave_no = ? and state ="
                + " 'WAITING' and exists ("
                + NEWER_WORD
                + " and a.target_id = member.target_id)",
            rollout.id(),
            no,
            rollout.id());
    tx.update(
        "update wave set waiting = waiting - ?, cancelled = cancelled + ? where rollout_id = ? and"
            + " no = ?",
        left,
        left,
        rollout.id(),
        no);
  }

  /** Those whose open action is in a state, and is about to be cancelled at once, are. */
  void cancelActive(Tx tx, long rolloutId, ActionState of) {
    tx.update(
        "update member set state = 'CANCELLED', due_at = null where rollout_id = ? and state ="
            + " 'ACTIVE' and target_id in (select a.target_id from action a where a.rollout_id = ?"
            + " and a.active = true and a.state = ?)",
        rolloutId,
        rolloutId,
        of);
    tx.update(
        "update wave set active = (select count(*) from member m where m.rollout_id ="
            + " wave.rollout_id and m.wave_no = wave.no and m.state = 'ACTIVE'), cancelled ="
            + " (select count(*) from member m where m.rollout_id = wave.rollout_id and m.wave_no ="
            + " wave.no and m.state = 'CANCELLED') where rollout_id = ?",
        rolloutId);
  }

  /** Actions that the targets of a wave are at, which an offer would take the place of. */
  List<Action> openActions(Tx tx, Rollout rollout, int no) {
    return tx.all(
        Action::read,
        "select a.* from action a where a.active = true and a.target_id in (select m.target_id from"
            + " member m where m.rollout_id = ? and m.wave_no = ? and m.state = 'WAITING') order by"
            + " a.id",
        rollout.id(),
        no);
  }

  /** One target of a rollout. */
  record Member(long targetId, int waveNo, MemberState state, int attempts) {}

  Member of(Tx tx, long rolloutId, long targetId) {
    return tx.first(
            row ->
                new Member(
                    targetId,
                    row.getInt("wave_no"),
                    row.getWord(MemberState.class, "state"),
                    row.getInt("attempts")),
            "select * from member where rollout_id = ? and target_id = ?",
            rolloutId,
            targetId)
        .orElseThrow(
            () -> new IllegalStateException("no member " + targetId + " of rollout " + rolloutId));
  }

  /** Moves one target, and the counts of its wave with it. */
  void move(
      Tx tx, long rolloutId, Member member, MemberState to, int attempts, @Nullable Long dueAt) {
    int moved =
        tx.update(
            "update member set state = ?, attempts = ?, due_at = ? where rollout_id = ? and"
                + " target_id = ? and state = ?",
            to,
            attempts,
            dueAt,
            rolloutId,
            member.targetId(),
            member.state());
    if (moved != 1) {
      throw new IllegalStateException(
          "target " + member.targetId() + " of rollout " + rolloutId + " is not " + member.state());
    }
    if (to != member.state()) {
      String from = column(member.state());
      String into = column(to);
      tx.update(
          "update wave set "
              + from
              + " = "
              + from
              + " - "
              + (rules.leavesItsCount(member.state(), to) ? 1 : 0)
              + ", "
              + into
              + " = "
              + into
              + " + 1 where rollout_id = ? and no = ?",
          rolloutId,
          member.waveNo());
    }
  }

  static String column(MemberState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** All of a rollout that have no open action are cancelled. */
  void cancelWaiting(Tx tx, long rolloutId) {
    for (MemberState from : List.of(MemberState.WAITING, MemberState.RETRYING)) {
      String column = column(from);
      tx.update(
          "update member set state = 'CANCELLED', due_at = null where rollout_id = ? and state = ?",
          rolloutId,
          from);
      tx.update(
          "update wave set cancelled = cancelled + "
              + column
              + ", "
              + column
              + " = 0 where rollout_id = ?",
          rolloutId);
    }
  }
}
