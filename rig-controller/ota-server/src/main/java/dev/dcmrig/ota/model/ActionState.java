// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where one action (one update of one target) is. The table below is all there is: what has no
 * entry is refused and changes nothing.
 *
 * <pre>
 *  CONSENT --CONFIRM--> OFFERED --FETCH--> RETRIEVED --> DOWNLOADING, DOWNLOADED, PROCEEDING --> end
 *     any of the later ones --CANCEL--> CANCELLING --CANCEL_DONE--> CANCELLED
 * </pre>
 */
public enum ActionState {
  CONSENT,
  OFFERED,
  RETRIEVED,
  DOWNLOADING,
  DOWNLOADED,
  PROCEEDING,
  CANCELLING,
  FINISHED,
  FAILED,
  CANCELLED,
  DECLINED,
  TIMED_OUT;

  private static final Set<ActionState> CLOSED =
      EnumSet.of(FINISHED, FAILED, CANCELLED, DECLINED, TIMED_OUT);

  /** States in which the target has read what is to be done. */
  private static final Set<ActionState> AT_WORK =
      EnumSet.of(RETRIEVED, DOWNLOADING, DOWNLOADED, PROCEEDING);

  private static final Map<ActionState, Map<ActionEvent, ActionState>> TABLE = table();

  private static Map<ActionState, Map<ActionEvent, ActionState>> table() {
    Map<ActionState, Map<ActionEvent, ActionState>> table = new EnumMap<>(ActionState.class);
    for (ActionState state : values()) {
      table.put(state, new EnumMap<>(ActionEvent.class));
    }
    Map<ActionEvent, ActionState> consent = row(table, CONSENT);
    consent.put(ActionEvent.CONFIRM, OFFERED);
    consent.put(ActionEvent.DECLINE, DECLINED);
    // Nothing of it has reached the target, so there is nothing to wait for.
    consent.put(ActionEvent.CANCEL, CANCELLED);
    Map<ActionEvent, ActionState> offered = row(table, OFFERED);
    offered.put(ActionEvent.FETCH, RETRIEVED);
    offered.put(ActionEvent.FAIL, FAILED);
    offered.put(ActionEvent.WITHDRAW, CANCELLED);
    offered.put(ActionEvent.CANCEL, CANCELLED);
    for (ActionState state : AT_WORK) {
      Map<ActionEvent, ActionState> work = row(table, state);
      work.put(ActionEvent.FETCH, state);
      work.put(ActionEvent.NOTE, state);
      // A target that lost power begins again: its last word counts.
      work.put(ActionEvent.DOWNLOAD, DOWNLOADING);
      work.put(ActionEvent.DOWNLOADED, DOWNLOADED);
      work.put(ActionEvent.PROCEED, PROCEEDING);
      work.put(ActionEvent.SUCCEED, FINISHED);
      work.put(ActionEvent.FAIL, FAILED);
      work.put(ActionEvent.WITHDRAW, CANCELLED);
      work.put(ActionEvent.CANCEL, CANCELLING);
    }
    Map<ActionEvent, ActionState> cancelling = row(table, CANCELLING);
    for (ActionEvent progress :
        EnumSet.of(
            ActionEvent.FETCH,
            ActionEvent.NOTE,
            ActionEvent.DOWNLOAD,
            ActionEvent.DOWNLOADED,
            ActionEvent.PROCEED,
            ActionEvent.CANCEL)) {
      cancelling.put(progress, CANCELLING);
    }
    // The target was faster than the wish to stop it: what happened, happened.
    cancelling.put(ActionEvent.SUCCEED, FINISHED);
    cancelling.put(ActionEvent.FAIL, FAILED);
    cancelling.put(ActionEvent.WITHDRAW, CANCELLED);
    cancelling.put(ActionEvent.CANCEL_DONE, CANCELLED);
    // Back to where it was: whoever keeps the action knows where.
    cancelling.put(ActionEvent.CANCEL_REFUSED, PROCEEDING);
    // It was given up only because it was silent: what it says of itself later is the truth.
    row(table, TIMED_OUT).put(ActionEvent.SUCCEED, FINISHED);
    for (ActionState state : values()) {
      if (!state.isClosed()) {
        row(table, state).put(ActionEvent.FORCE_CANCEL, CANCELLED);
        row(table, state).put(ActionEvent.SILENCE, TIMED_OUT);
      }
    }
    return table;
  }

  private static Map<ActionEvent, ActionState> row(
      Map<ActionState, Map<ActionEvent, ActionState>> table, ActionState state) {
    return Objects.requireNonNull(table.get(state));
  }

  /** What follows, or nothing if the event can't happen here. */
  public Optional<ActionState> on(ActionEvent event) {
    return Optional.ofNullable(row(TABLE, this).get(event));
  }

  /** Whether it is over. Only one that timed out can still turn out to have succeeded. */
  public boolean isClosed() {
    return CLOSED.contains(this);
  }
}
