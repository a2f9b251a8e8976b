// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

/** What is known of a target; hawkBit's words. */
public enum TargetStatus {
  /** Made by an operator, never heard of. */
  UNKNOWN,
  REGISTERED,
  /** An action is open. */
  PENDING,
  IN_SYNC,
  ERROR
}
