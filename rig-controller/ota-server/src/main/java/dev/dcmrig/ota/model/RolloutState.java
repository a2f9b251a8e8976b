// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

/** Where a rollout is. */
public enum RolloutState {
  /** Its targets are chosen; somebody has to start it. */
  READY,
  /** It starts by itself at an instant. */
  SCHEDULED,
  RUNNING,
  /** Nothing new begins: by an operator, or because a threshold was crossed. */
  PAUSED,
  /** Stopped; some targets have not yet said that they stopped. */
  CANCELLING,
  CANCELLED,
  FINISHED;

  /** Whether targets that appear now can still join. */
  public boolean isOpen() {
    return this == READY || this == SCHEDULED || this == RUNNING || this == PAUSED;
  }
}
