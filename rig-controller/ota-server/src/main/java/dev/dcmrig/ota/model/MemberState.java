// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

/** Where a target is within a rollout. Each word is a column of counts in the table of waves. */
public enum MemberState {
  /** Its wave has not begun. */
  WAITING,
  /** An action of it is open. */
  ACTIVE,
  /** It failed, and will be asked again. */
  RETRYING,
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  CANCELLED,
  DECLINED;

  /** Whether more may come of it without an operator. */
  public boolean isOpen() {
    return this == WAITING || this == ACTIVE || this == RETRYING;
  }
}
