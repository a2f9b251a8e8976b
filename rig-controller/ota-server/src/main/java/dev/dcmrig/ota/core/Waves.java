// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.MemberState;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.Refused;
import dev.dcmrig.ota.model.Retries;
import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.ota.model.WaveCounts;
import dev.dcmrig.ota.model.WaveState;
import dev.dcmrig.ota.store.Tx;
import java.util.List;

/**
 * What follows for a rollout when something happened to one of its targets. One method, {@link
 * #advance}, brings it to where its counts say that it is; called twice, it does nothing the second
 * time.
 */
final class Waves {
  private final Members members;
  private final OtaRules rules;
  private final Clock clock;
  private final Runnable dueChanged;

  Waves(Members members, OtaRules rules, Clock clock, Runnable dueChanged) {
    this.members = members;
    this.rules = rules;
    this.clock = clock;
    this.dueChanged = dueChanged;
  }

  /** An action of a rollout was closed. */
  void closed(Tx tx, Actions actions, Action action, ActionState end) {
    Long rolloutId = action.rolloutId();
    if (rolloutId == null) {
      return;
    }
    Rollout rollout = rollout(tx, rolloutId);
    Members.Member member = members.of(tx, rolloutId, action.targetId());
    if (action.state() == ActionState.TIMED_OUT && !isGivenUp(member)) {
      // It was asked again meanwhile: that action says how it ends.
      return;
    }
    Retries retries = rollout.policy().retries();
    boolean failed = end == ActionState.FAILED || end == ActionState.TIMED_OUT;
    if (failed && rollout.state().isOpen() && member.attempts() <= retries.most()) {
      if (isDisplaced(tx, rollout, action.targetId())) {
        members.move(tx, rolloutId, member, MemberState.CANCELLED, member.attempts(), null);
        advance(tx, actions, rolloutId);
        return;
      }
      long due = clock.nowMillis() + rules.pauseSeconds(retries, member.attempts()) * 1_000;
      members.move(tx, rolloutId, member, MemberState.RETRYING, member.attempts(), due);
      tx.afterCommit(dueChanged);
    } else {
      members.move(tx, rolloutId, member, ended(end), member.attempts(), null);
    }
    advance(tx, actions, rolloutId);
  }

  private static boolean isGivenUp(Members.Member member) {
    return member.state() == MemberState.TIMED_OUT || member.state() == MemberState.RETRYING;
  }

  /**
   * Whether a target was given another set by a newer word. Then the rollout never takes the place
   * of that by itself.
   */
  boolean isDisplaced(Tx tx, Rollout rollout, long targetId) {
    return Members.isDisplaced(tx, rollout, targetId);
  }

  private static MemberState ended(ActionState end) {
    return switch (end) {
      case FINISHED -> MemberState.SUCCEEDED;
      case FAILED -> MemberState.FAILED;
      case TIMED_OUT -> MemberState.TIMED_OUT;
      case DECLINED -> MemberState.DECLINED;
      case CANCELLED -> MemberState.CANCELLED;
      default -> throw new IllegalArgumentException(end + " is no end");
    };
  }

  /** Starts what may start, pauses what must pause, ends what is over. */
  void advance(Tx tx, Actions actions, long rolloutId) {
    Rollout rollout = rollout(tx, rolloutId);
    if (rollout.state() == RolloutState.CANCELLING) {
      if (waves(tx, rolloutId).stream().allMatch(wave -> wave.counts().open() == 0)) {
        become(tx, rolloutId, RolloutState.CANCELLED, rollout.reason());
      }
      return;
    }
    if (rollout.state() != RolloutState.RUNNING) {
      return;
    }
    List<Wave> waves = waves(tx, rolloutId);
    // Before all else: an earlier wave that is asked again must not hide a later one that fails.
    if (pausesForErrors(tx, rolloutId, waves)) {
      return;
    }
    for (Wave known : waves) {
      Wave wave = known.counts().waiting() > 0 ? offer(tx, actions, rollout, known) : known;
      WaveCounts counts = wave.counts();
      WaveState state = stateOf(wave);
      if (state != known.state()) {
        tx.update(
            "update wave set state = ? where rollout_id = ? and no = ?",
            state,
            rolloutId,
            wave.no());
      }
      if (state == WaveState.SHORT) {
        become(
            tx,
            rolloutId,
            RolloutState.PAUSED,
            "wave %d ended: %d of %d succeeded, %d %% are wanted"
                .formatted(wave.no(), counts.succeeded(), counts.total(), wave.successPercent()));
        return;
      }
      if (state == WaveState.RUNNING) {
        return;
      }
    }
    boolean over = waves(tx, rolloutId).stream().allMatch(wave -> wave.state() == WaveState.ENDED);
    if (over && !rollout.takesLate()) {
      become(tx, rolloutId, RolloutState.FINISHED, "");
    }
  }

  private boolean pausesForErrors(Tx tx, long rolloutId, List<Wave> waves) {
    for (Wave wave : waves) {
      WaveCounts counts = wave.counts();
      int errors = counts.errors() - wave.errorsAccepted();
      if (rules.errorLimitReached(errors, counts.total(), wave.errorPercent())) {
        become(
            tx,
            rolloutId,
            RolloutState.PAUSED,
            "wave %d: %d of %d failed, the limit is %d %%"
                .formatted(wave.no(), counts.errors(), counts.total(), wave.errorPercent()));
        return true;
      }
    }
    return false;
  }

  private WaveState stateOf(Wave wave) {
    WaveCounts counts = wave.counts();
    boolean passed =
        wave.state() == WaveState.PASSED
            || wave.state() == WaveState.ENDED
            || rules.successReached(counts.succeeded(), counts.total(), wave.successPercent());
    if (counts.open() > 0) {
      return passed ? WaveState.PASSED : WaveState.RUNNING;
    }
    return passed ? WaveState.ENDED : WaveState.SHORT;
  }

  private Wave offer(Tx tx, Actions actions, Rollout rollout, Wave wave) {
    members.leaveOutDisplaced(tx, rollout, wave.no());
    for (Action open : members.openActions(tx, rollout, wave.no())) {
      actions.apply(
          tx,
          open,
          ActionEvent.CANCEL,
          Report.of("rollout '" + rollout.name() + "' takes its place"));
    }
    members.offer(tx, rollout, wave.no());
    tx.afterCommit(dueChanged);
    return waves(tx, rollout.id()).get(wave.no() - 1);
  }

  /** Asks a target again, unless it has been given something newer meanwhile. */
  void again(Tx tx, Actions actions, Rollout rollout, long targetId) {
    Members.Member member = members.of(tx, rollout.id(), targetId);
    if (member.state() != MemberState.RETRYING || rollout.state() != RolloutState.RUNNING) {
      return;
    }
    if (isDisplaced(tx, rollout, targetId)) {
      members.move(tx, rollout.id(), member, MemberState.CANCELLED, member.attempts(), null);
      advance(tx, actions, rollout.id());
      return;
    }
    members.move(tx, rollout.id(), member, MemberState.ACTIVE, member.attempts() + 1, null);
    Target target =
        tx.first(Target::read, "select * from target where id = ?", targetId)
            .orElseThrow(() -> new IllegalStateException("no target " + targetId));
    actions.begin(tx, target, rollout.setId(), rollout.id(), rollout.policy());
  }

  void become(Tx tx, long rolloutId, RolloutState state, String reason) {
    tx.update("update rollout set state = ?, reason = ? where id = ?", state, reason, rolloutId);
  }

  static Rollout rollout(Tx tx, long rolloutId) {
    return tx.first(Rollout::read, "select * from rollout where id = ?", rolloutId)
        .orElseThrow(() -> new Refused(Refused.Reason.UNKNOWN, "there is no rollout " + rolloutId));
  }

  static List<Wave> waves(Tx tx, long rolloutId) {
    return tx.all(Wave::read, "select * from wave where rollout_id = ? order by no", rolloutId);
  }
}
