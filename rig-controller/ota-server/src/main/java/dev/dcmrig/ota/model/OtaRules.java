// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

import java.time.Duration;

/**
 * What the server decides by. The defaults are the requirements (OTA-02); seeded defects override.
 */
public interface OtaRules {

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
}
