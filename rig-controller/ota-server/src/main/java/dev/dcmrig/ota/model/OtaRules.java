// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the server decides by. The defaults are the requirements (OTA-02); seeded defects override.
 */
public interface OtaRules {
  /** All of them as required. */
  OtaRules REQUIRED = new OtaRules() {};

  /**
   * Whether a wave failed too often, so that its rollout pauses.
   *
   * @param errors failed and silent targets that no operator has accepted
   * @param total targets of the wave
   * @param percent 1 to 100: the share that is reached when it is too much; 0 for no limit
   */
  default boolean errorLimitReached(int errors, int total, int percent) {
    return percent > 0 && errors > 0 && (long) errors * 100 >= (long) percent * total;
  }

  /**
   * Whether enough targets of a wave succeeded for the next to begin.
   *
   * @param percent 0 to 100
   */
  default boolean successReached(int succeeded, int total, int percent) {
    return (long) succeeded * 100 >= (long) percent * total;
  }

  /** Whether a target that was last heard of so long ago counts as silent. */
  default boolean isSilent(Duration since, Duration limit) {
    return since.compareTo(limit) >= 0;
  }

  /** Whether a target may be told of an action of a paused rollout that it has not yet read. */
  default boolean offersWhilePaused() {
    return false;
  }

  /**
   * The filter that chooses the targets of a rollout.
   *
   * @param ordered as the rollout names it, in RSQL
   */
  default String chosenBy(String ordered) {
    return ordered;
  }

  /** Whether a target that is here when its rollout is resumed is given its task once more. */
  default boolean isRepeatedOnResume(MemberState state) {
    return false;
  }

  /** Whether a target is asked for its user's consent before it is given its task. */
  default boolean asksUser(boolean ordered, boolean agreesToAll) {
    return ordered && !agreesToAll;
  }

  /** Whether a target may install now. */
  default boolean mayInstall(@Nullable MaintenanceWindow window, Instant now) {
    return window == null || window.isOpen(now);
  }

  /**
   * Where an action is that somebody wants stopped.
   *
   * @param next by the table of {@link ActionState}
   */
  default ActionState afterCancel(ActionState next) {
    return next;
  }

  /** Whether the success of a target counts that had been given up as silent. */
  default boolean countsLateSuccess() {
    return true;
  }

  /** Whether a target that has gone from one state to another is no longer counted in the first. */
  default boolean leavesItsCount(MemberState from, MemberState to) {
    return true;
  }

  /**
   * From a failure to the next try, in seconds.
   *
   * @param failures 1 or more
   */
  default long pauseSeconds(Retries retries, int failures) {
    return retries.pauseSeconds(failures);
  }

  /**
   * The target whose task is told to a target that polls.
   *
   * @param polling its number in the database
   */
  default long toldTaskOf(long polling) {
    return polling;
  }

  /**
   * The first byte of an artifact that is sent to somebody who asked for a range of it.
   *
   * @param asked from 0
   */
  default long rangeFrom(long asked) {
    return asked;
  }
}
