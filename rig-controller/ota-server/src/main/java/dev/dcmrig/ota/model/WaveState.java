// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

/** Where a wave of a rollout is. */
public enum WaveState {
  WAITING,
  RUNNING,
  /** Its success threshold is met, so the next one may begin; some targets are still at it. */
  PASSED,
  /** Passed, and no target is open. */
  ENDED,
  /** No target is open, and the success threshold is not met: an operator decides. */
  SHORT
}
