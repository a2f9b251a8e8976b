// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

/** What can happen to an action. */
public enum ActionEvent {
  /** The user in the car agrees. */
  CONFIRM,
  /** The user in the car does not agree. */
  DECLINE,
  /** The target reads what is to be done. */
  FETCH,
  /** The target says that it downloads. */
  DOWNLOAD,
  /** The target says that all of it is there. */
  DOWNLOADED,
  /** The target says that it goes on, however far it is. */
  PROCEED,
  /** The target says something that changes nothing: scheduled, resumed. */
  NOTE,
  /** The target says that it is done, with success. */
  SUCCEED,
  /** The target says that it failed, or rejects the action. */
  FAIL,
  /** The target gave up the action by itself. */
  WITHDRAW,
  /** An operator, or a newer assignment, wants it stopped. */
  CANCEL,
  /** The target says that it stopped. */
  CANCEL_DONE,
  /** The target says that it can't stop any more. */
  CANCEL_REFUSED,
  /** An operator closes it without waiting for the target. */
  FORCE_CANCEL,
  /** Nothing was heard of the target for too long. */
  SILENCE
}
