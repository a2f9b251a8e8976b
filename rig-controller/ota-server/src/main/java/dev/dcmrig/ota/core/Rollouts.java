// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.MemberState;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.Refused;
import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.ota.model.WaveState;
import dev.dcmrig.ota.store.Db;
import dev.dcmrig.ota.store.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rollouts: an update of many targets in waves. */
public final class Rollouts {
  private static final int MAX_WAVES = 100;
  private static final int MAX_LISTED = 500;

  /** How far from now a start may lie; what lies further off is a slip of the pen. */
  private static final Duration MAX_AWAY = Duration.ofDays(3_650);

  /** Rollouts that take late targets, at one time: each is looked at for each newcomer. */
  private static final int MAX_TAKING_LATE = 50;

  private final Db db;
  private final Clock clock;
  private final OtaRules rules;
  private final Waves waves;
  private final Members members;
  private final Actions actions;
  private final Runnable dueChanged;

  Rollouts(
      Db db,
      Clock clock,
      OtaRules rules,
      Waves waves,
      Members members,
      Actions actions,
      Runnable dueChanged) {
    this.db = db;
    this.clock = clock;
    this.rules = rules;
    this.waves = waves;
    this.members = members;
    this.actions = actions;
    this.dueChanged = dueChanged;
  }

  /** Makes a rollout: its targets are chosen now, and nothing is offered yet. */
  public long create(RolloutPlan plan) {
    Names.checked("the rollout's name", plan.name(), 128);
    if (plan.waves().isEmpty() || plan.waves().size() > MAX_WAVES) {
      throw new Refused(
          Refused.Reason.INVALID,
          "a rollout has 1 to " + MAX_WAVES + " waves, not " + plan.waves().size());
    }
    TargetFilter filter = TargetFilter.of(plan.filter());
    if (plan.takesLate() && filter.changesByUpdates()) {
      throw new Refused(
          Refused.Reason.INVALID,
          "a rollout that takes late targets can't filter by updateStatus, assignedSet,"
              + " installedSet or lastSeenAt: these change without a target appearing; use"
              + " attributes");
    }
    Long startAt = plan.startAtMillis();
    if (startAt != null
        && (startAt > clock.nowMillis() + MAX_AWAY.toMillis()
            || startAt < clock.nowMillis() - MAX_AWAY.toMillis())) {
      throw new Refused(
          Refused.Reason.INVALID,
          "the start is more than " + MAX_AWAY.toDays() + " days away from now: check the year");
    }
    return db.inTransaction(
        tx -> {
          Software.setOf(tx, plan.setId());
          if (tx.number("select count(*) from rollout where name = ?", plan.name()) > 0) {
            throw new Refused(Refused.Reason.CONFLICT, "there is a rollout '" + plan.name() + "'");
          }
          if (plan.takesLate() && takingLate(tx).size() >= MAX_TAKING_LATE) {
            throw new Refused(
                Refused.Reason.TOO_MANY,
                "at most " + MAX_TAKING_LATE + " open rollouts take late targets: end one");
          }
          long id =
              tx.insert(
                  "insert into rollout (name, set_id, filter, state, reason, start_at, takes_late,"
                      + " policy, created_at) values (?, ?, ?, ?, '', ?, ?, ?, ?)",
                  plan.name(),
                  plan.setId(),
                  plan.filter(),
                  plan.startAtMillis() == null ? RolloutState.READY : RolloutState.SCHEDULED,
                  plan.startAtMillis(),
                  plan.takesLate(),
                  Policies.write(plan.policy()),
                  clock.nowMillis());
          members.divide(
              tx, id, plan.setId(), TargetFilter.of(rules.chosenBy(plan.filter())), plan.waves());
          tx.afterCommit(dueChanged);
          return id;
        });
  }

  /** The first wave is offered. */
  public void start(long rolloutId) {
    db.change(
        tx -> {
          expect(tx, rolloutId, "started", EnumSet.of(RolloutState.READY, RolloutState.SCHEDULED));
          waves.become(tx, rolloutId, RolloutState.RUNNING, "");
          tx.update(
              "update rollout set begun_after = (select coalesce(max(a.id), 0) from action a) where"
                  + " id = ?",
              rolloutId);
          waves.advance(tx, actions, rolloutId);
          tx.afterCommit(dueChanged);
        });
  }

  /** Nothing new begins: no wave, no further try, and nobody is told who has not read it yet. */
  public void pause(long rolloutId) {
    db.change(
        tx -> {
          expect(tx, rolloutId, "paused", EnumSet.of(RolloutState.RUNNING));
          waves.become(tx, rolloutId, RolloutState.PAUSED, "by an operator");
        });
  }

  /** Goes on. Errors so far are accepted, and so is a wave that ended below its threshold. */
  public void resume(long rolloutId) {
    db.change(
        tx -> {
          expect(tx, rolloutId, "resumed", EnumSet.of(RolloutState.PAUSED));
          tx.update(
              "update wave set errors_accepted = failed + timed_out where rollout_id = ?",
              rolloutId);
          // The error limit may have paused it with the last target of a wave: nobody is left
          // there.
          tx.update(
              "update wave set state = ? where rollout_id = ? and state in (?, ?)"
                  + " and waiting = 0 and active = 0 and retrying = 0",
              WaveState.ENDED,
              rolloutId,
              WaveState.SHORT,
              WaveState.RUNNING);
          waves.become(tx, rolloutId, RolloutState.RUNNING, "");
          repeat(tx, rolloutId);
          waves.advance(tx, actions, rolloutId);
          tx.afterCommit(dueChanged);
        });
  }

  private void repeat(Tx tx, long rolloutId) {
    for (MemberState state : MemberState.values()) {
      if (rules.isRepeatedOnResume(state)) {
        for (long targetId : inState(tx, rolloutId, state)) {
          askAgain(tx, rolloutId, targetId);
        }
      }
    }
  }

  private static List<Long> inState(Tx tx, long rolloutId, MemberState state) {
    return tx.all(
        row -> row.getLong(1),
        "select target_id from member where rollout_id = ? and state = ? order by target_id",
        rolloutId,
        state);
  }

  /** At once, and as one that has never been tried. */
  private void askAgain(Tx tx, long rolloutId, long targetId) {
    members.move(
        tx,
        rolloutId,
        members.of(tx, rolloutId, targetId),
        MemberState.RETRYING,
        0,
        clock.nowMillis());
  }

  /** Stops it: who has read it is asked to stop, all others never hear of it. */
  public void cancel(long rolloutId) {
    db.change(
        tx -> {
          expect(
              tx,
              rolloutId,
              "cancelled",
              EnumSet.of(
                  RolloutState.READY,
                  RolloutState.SCHEDULED,
                  RolloutState.RUNNING,
                  RolloutState.PAUSED));
          waves.become(tx, rolloutId, RolloutState.CANCELLING, "by an operator");
          members.cancelWaiting(tx, rolloutId);
          actions.cancelAll(tx, rolloutId, members);
          waves.advance(tx, actions, rolloutId);
          tx.afterCommit(dueChanged);
        });
  }

  /**
   * Asks all those again that failed, fell silent, declined or were cancelled; not those that were
   * given another set since.
   *
   * @return how many
   */
  public int retry(long rolloutId) {
    return db.inTransaction(
        tx -> {
          Rollout rollout =
              expect(
                  tx,
                  rolloutId,
                  "retried",
                  EnumSet.of(RolloutState.RUNNING, RolloutState.PAUSED, RolloutState.FINISHED));
          int count = 0;
          for (MemberState from :
              List.of(
                  MemberState.FAILED,
                  MemberState.TIMED_OUT,
                  MemberState.DECLINED,
                  MemberState.CANCELLED)) {
            for (long targetId : inState(tx, rolloutId, from)) {
              if (!waves.isDisplaced(tx, rollout, targetId)) {
                askAgain(tx, rolloutId, targetId);
                count++;
              }
            }
          }
          tx.update(
              "update wave set errors_accepted = failed + timed_out where rollout_id = ?",
              rolloutId);
          tx.update(
              "update wave set state = ? where rollout_id = ? and state in (?, ?) and retrying > 0",
              WaveState.RUNNING,
              rolloutId,
              WaveState.ENDED,
              WaveState.SHORT);
          if (count > 0 && rollout.state() == RolloutState.FINISHED) {
            waves.become(tx, rolloutId, RolloutState.RUNNING, "");
          }
          tx.afterCommit(dueChanged);
          return count;
        });
  }

  /** Takes no late targets any more, so that it can finish. */
  public void closeToLate(long rolloutId) {
    db.change(
        tx -> {
          waves(tx, rolloutId);
          tx.update("update rollout set takes_late = false where id = ?", rolloutId);
          waves.advance(tx, actions, rolloutId);
        });
  }

  private static List<Wave> waves(Tx tx, long rolloutId) {
    Waves.rollout(tx, rolloutId);
    return Waves.waves(tx, rolloutId);
  }

  private static Rollout expect(Tx tx, long rolloutId, String wish, Set<RolloutState> states) {
    Rollout rollout = Waves.rollout(tx, rolloutId);
    if (!states.contains(rollout.state())) {
      throw new Refused(
          Refused.Reason.CONFLICT,
          "rollout "
              + rolloutId
              + " is "
              + rollout.state()
              + " and can't be "
              + wish
              + ": only in "
              + states);
    }
    return rollout;
  }

  /** A rollout as it is. */
  public Rollout rollout(long rolloutId) {
    return db.inTransaction(tx -> Waves.rollout(tx, rolloutId));
  }

  /** The rollout with its waves, at one instant. */
  public RolloutStatus status(long rolloutId) {
    return db.inTransaction(
        tx -> new RolloutStatus(Waves.rollout(tx, rolloutId), Waves.waves(tx, rolloutId)));
  }

  /** Rollouts, the newest first; at most 500. */
  public List<Rollout> rollouts(int offset, int limit) {
    return db.inTransaction(
        tx ->
            tx.all(
                Rollout::read,
                "select * from rollout order by id desc limit ? offset ?",
                Math.min(limit, MAX_LISTED),
                offset));
  }

  private static List<Rollout> takingLate(Tx tx) {
    return tx.all(
        Rollout::read,
        "select * from rollout where takes_late = true and state in"
            + " ('READY', 'SCHEDULED', 'RUNNING', 'PAUSED') order by id");
  }

  /** A target is new, or says something new of itself: it joins what it matches now. */
  void takeIn(Tx tx, long targetId) {
    for (Rollout rollout : takingLate(tx)) {
      TargetFilter filter = TargetFilter.ofOne(rules.chosenBy(rollout.filter()));
      List<Object> values = new ArrayList<>();
      values.add(targetId);
      values.addAll(filter.values());
      values.add(rollout.setId());
      // One target is looked at, not the fleet.
      long matches =
          tx.number(
              "select count(*) from target t where t.id = ? and "
                  + filter.sql()
                  + " and (t.installed_set_id is null or t.installed_set_id <> ?)",
              values.toArray());
      if (matches > 0 && members.join(tx, rollout, targetId)) {
        waves.advance(tx, actions, rollout.id());
      }
    }
  }
}
