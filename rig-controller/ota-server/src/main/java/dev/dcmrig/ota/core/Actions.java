// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionKind;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.Refused;
import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.ota.model.TargetStatus;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.store.Db;
import dev.dcmrig.ota.store.Tx;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Actions: one update of one target each. Every change of one is one event, judged by the table of
 * {@link ActionState}, in one transaction with all that follows from it.
 */
public final class Actions {
  private static final String OF_TARGET =
      "select * from action where target_id = ? and active = true order by id";

  private final Db db;
  private final PollCache polls;
  private final Clock clock;
  private final OtaRules rules;
  private final History history;
  private final Waves waves;
  private final Runnable dueChanged;

  Actions(Db db, PollCache polls, Clock clock, OtaRules rules, Waves waves, Runnable dueChanged) {
    this.polls = polls;
    this.db = db;
    this.clock = clock;
    this.rules = rules;
    this.history = new History(clock);
    this.waves = waves;
    this.dueChanged = dueChanged;
  }

  /**
   * Assigns a set to a target. What it was at before is cancelled; the same set with the same
   * policy once more is the same action.
   *
   * @return the action's id
   * @throws Refused conflict, if the set is open with another policy
   */
  public long assign(String controllerId, long setId, UpdatePolicy policy) {
    return db.inTransaction(
        tx -> {
          Target target = Targets.existing(tx, controllerId);
          Software.setOf(tx, setId);
          for (Action open : tx.all(Action::read, OF_TARGET, target.id())) {
            if (open.setId() == setId && open.state() != ActionState.CANCELLING) {
              if (!open.policy().equals(policy)) {
                throw new Refused(
                    Refused.Reason.CONFLICT,
                    "action "
                        + open.id()
                        + " of this set is open with another policy: cancel it first");
              }
              return open.id();
            }
          }
          return begin(tx, target, setId, null, policy);
        });
  }

  /** Begins an action, and cancels what the target was at. */
  long begin(Tx tx, Target target, long setId, @Nullable Long rolloutId, UpdatePolicy policy) {
    for (Action open : tx.all(Action::read, OF_TARGET, target.id())) {
      apply(tx, open, ActionEvent.CANCEL, Report.of("a newer update takes its place"));
    }
    long now = clock.nowMillis();
    boolean asks = rules.asksUser(policy.consent(), target.autoConfirm());
    long id =
        tx.insertOf(
            target.id(),
            "insert into action (target_id, set_id, rollout_id, state, active, kind, forced_at,"
                + " policy, created_at, silent_at, history_rows) values"
                + " (?, ?, ?, ?, true, ?, ?, ?, ?, ?, 0)",
            target.id(),
            setId,
            rolloutId,
            asks ? ActionState.CONSENT : ActionState.OFFERED,
            policy.kind(),
            policy.forcedAtMillis(),
            Policies.write(policy),
            now,
            policy.silentAfterSeconds() == 0 ? null : now + policy.silentAfterSeconds() * 1_000);
    tx.updateOf(
        target.id(),
        "update target set assigned_set_id = ?, status = ? where id = ?",
        setId,
        TargetStatus.PENDING,
        target.id());
    tx.afterCommit(dueChanged);
    return id;
  }

  /** What a target is to do now: the oldest open action that is not withheld. */
  public Optional<Action> offered(Target target) {
    return db.inTransaction(tx -> offered(tx, target));
  }

  private Optional<Action> offered(Tx tx, Target target) {
    return tx.all(Action::read, OF_TARGET, rules.toldTaskOf(target.id())).stream()
        .filter(action -> !isWithheld(tx, action))
        .findFirst();
  }

  /** What a target is told when it polls; from memory, if nothing of it has changed. */
  public Told told(Target target) {
    return toldFromMemory(target)
        .orElseGet(
            () ->
                db.inTransaction(
                    tx -> {
                      // Of the target as it is now: what the caller has may be older.
                      Told told = new Told(offered(tx, target), installed(tx, target.id()));
                      if (rules.toldTaskOf(target.id()) == target.id()) {
                        polls.put(target.id(), told);
                      }
                      return told;
                    }));
  }

  /** The same, if it is at hand without the database. */
  public Optional<Told> toldFromMemory(Target target) {
    return polls.told(target.id());
  }

  private boolean isWithheld(Tx tx, Action action) {
    Long rolloutId = action.rolloutId();
    boolean unread = action.state() == ActionState.OFFERED || action.state() == ActionState.CONSENT;
    return unread
        && rolloutId != null
        && !rules.offersWhilePaused()
        && tx.number(
                "select count(*) from rollout where id = ? and state = ?",
                rolloutId,
                RolloutState.PAUSED)
            > 0;
  }

  /** The last action that a target installed with success. */
  private static Optional<Action> installed(Tx tx, long targetId) {
    return tx.first(
        Action::read,
        "select * from action where target_id = ? and active = false and state = ? and kind <> ?"
            + " order by id desc limit 1",
        targetId,
        ActionState.FINISHED,
        ActionKind.DOWNLOAD_ONLY);
  }

  /**
   * An action of this target.
   *
   * @throws Refused unknown, if there is none, or it is another target's
   */
  public Action of(String controllerId, long actionId) {
    return db.inTransaction(tx -> of(tx, controllerId, actionId));
  }

  private static Action of(Tx tx, String controllerId, long actionId) {
    return tx.first(
            Action::read,
            "select a.* from action a join target t on t.id = a.target_id where a.id = ? and"
                + " t.controller_id = ?",
            actionId,
            controllerId)
        .orElseThrow(
            () ->
                new Refused(
                    Refused.Reason.UNKNOWN,
                    "target '" + controllerId + "' has no action " + actionId));
  }

  /** Actions of a target, the newest first; at most 100. */
  public List<Action> actionsOf(String controllerId) {
    return db.inTransaction(
        tx ->
            tx.all(
                Action::read,
                "select a.* from action a where a.target_id = ? order by a.id desc limit 100",
                Targets.existing(tx, controllerId).id()));
  }

  /** What happened to an action, the oldest first. */
  public List<HistoryEntry> historyOf(long actionId) {
    return db.inTransaction(tx -> history.of(tx, actionId));
  }

  /** The newest entries of it, the oldest of them first. */
  public List<HistoryEntry> lastOf(long actionId, int most) {
    return db.inTransaction(tx -> history.lastOf(tx, actionId, most));
  }

  /** Whether actions of a target go ahead without its user from now on; one that waits does. */
  public void setAutoConfirm(String controllerId, boolean on) {
    db.change(
        tx -> {
          Target target = Targets.existing(tx, controllerId);
          tx.update("update target set auto_confirm = ? where id = ?", on, target.id());
          for (Action open : tx.all(Action::read, OF_TARGET, target.id())) {
            if (on && open.state() == ActionState.CONSENT) {
              apply(tx, open, ActionEvent.CONFIRM, Report.of("its user agrees to all that comes"));
            }
          }
        });
  }

  /**
   * Something happened to an action.
   *
   * @return where it is now
   * @throws Refused if it is closed, or the event can't happen in its state
   */
  public ActionState happened(
      String controllerId, long actionId, ActionEvent event, Report report) {
    return db.inTransaction(tx -> apply(tx, of(tx, controllerId, actionId), event, report));
  }

  ActionState apply(Tx tx, Action action, ActionEvent event, Report report) {
    boolean tooLate = action.state() == ActionState.TIMED_OUT && !rules.countsLateSuccess();
    if (action.state().isClosed() && (tooLate || action.state().on(event).isEmpty())) {
      throw new Refused(
          Refused.Reason.OVER, "action " + action.id() + " is closed: " + action.state());
    }
    ActionState next =
        follow(action, event)
            .orElseThrow(
                () ->
                    new Refused(
                        Refused.Reason.CONFLICT,
                        "action " + action.id() + " is " + action.state() + ": no " + event));
    history.add(tx, action, event, next, report);
    if (next != action.state()) {
      move(tx, action, next);
    }
    return next;
  }

  private Optional<ActionState> follow(Action action, ActionEvent event) {
    Optional<ActionState> next = action.state().on(event);
    if (event == ActionEvent.CANCEL) {
      return next.map(rules::afterCancel);
    }
    if (event == ActionEvent.CANCEL_REFUSED && action.resumeState() != null) {
      return next.map(ignored -> action.resumeState());
    }
    if (next.isPresent()
        && next.get() == ActionState.DOWNLOADED
        && action.policy().kind() == ActionKind.DOWNLOAD_ONLY) {
      return Optional.of(ActionState.FINISHED);
    }
    return next;
  }

  /**
   * Cancels all that a rollout has open, by a few statements for all of a state: a large rollout is
   * stopped as fast as its rows can be written. What is being stopped already is left as it is.
   */
  void cancelAll(Tx tx, long rolloutId, Members members) {
    for (ActionState from : ActionState.values()) {
      Optional<ActionState> next = from.on(ActionEvent.CANCEL).map(rules::afterCancel);
      if (next.isPresent() && next.get() != from) {
        cancelAll(tx, rolloutId, members, from, next.get());
      }
    }
  }

  private void cancelAll(
      Tx tx, long rolloutId, Members members, ActionState from, ActionState next) {
    history.addToAll(
        tx, rolloutId, from, ActionEvent.CANCEL, next, Report.of("its rollout is cancelled"));
    if (next.isClosed()) {
      members.cancelActive(tx, rolloutId, from);
      tx.update(
          "update target set status = ?, assigned_set_id = installed_set_id where id in (select"
              + " a.target_id from action a where a.rollout_id = ? and a.active = true and a.state"
              + " = ?) and not exists (select 1 from action o where o.target_id = target.id and"
              + " o.active = true and (o.rollout_id is null or o.rollout_id <> ?))",
          TargetStatus.IN_SYNC,
          rolloutId,
          from,
          rolloutId);
    }
    tx.update(
        "update action set state = ?, resume_state = ?, active = ? where rollout_id = ? and active"
            + " = true and state = ?",
        next,
        next == ActionState.CANCELLING ? from : null,
        !next.isClosed(),
        rolloutId,
        from);
  }

  private void move(Tx tx, Action action, ActionState next) {
    int moved =
        tx.updateOf(
            action.targetId(),
            "update action set state = ?, resume_state = ?, active = ? where id = ? and state = ?",
            next,
            next == ActionState.CANCELLING ? action.state() : null,
            !next.isClosed(),
            action.id(),
            action.state());
    if (moved != 1) {
      throw new IllegalStateException("action " + action.id() + " is not in " + action.state());
    }
    if (next.isClosed()) {
      settle(tx, action, next);
      if (action.rolloutId() != null) {
        waves.closed(tx, this, action, next);
      }
    }
  }

  /** What the end of an action says of its target. */
  private void settle(Tx tx, Action action, ActionState end) {
    boolean installs = action.policy().kind() != ActionKind.DOWNLOAD_ONLY;
    if (action.state() == ActionState.TIMED_OUT && isOutdated(tx, action)) {
      return;
    }
    if (end == ActionState.FINISHED && installs) {
      tx.updateOf(
          action.targetId(),
          "update target set installed_set_id = ?, installed_at = ? where id = ?",
          action.setId(),
          clock.nowMillis(),
          action.targetId());
    }
    TargetStatus status =
        switch (end) {
          case FAILED, TIMED_OUT -> TargetStatus.ERROR;
          default -> TargetStatus.IN_SYNC;
        };
    // A newer action may be open already.
    tx.updateOf(
        action.targetId(),
        "update target set status = ?, assigned_set_id = case when ? then installed_set_id else"
            + " assigned_set_id end where id = ? and not exists (select 1 from action a where"
            + " a.target_id = target.id and a.active = true)",
        status,
        // Nobody tries it any more, so it is not what the target is to have.
        end == ActionState.DECLINED || end == ActionState.CANCELLED,
        action.targetId());
  }

  /** Whether the target has finished something newer than this. */
  private static boolean isOutdated(Tx tx, Action action) {
    return tx.number(
            "select count(*) from action where target_id = ? and active = false and id > ? and"
                + " state = ? and kind <> 'DOWNLOAD_ONLY'",
            action.targetId(),
            action.id(),
            ActionState.FINISHED)
        > 0;
  }
}
