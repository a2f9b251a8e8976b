// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

/**
 * What the requirements say of exchanges with the service (NET-02). A method is a sentence of a
 * requirement and its default what that requires; a deliberate defect overrides one. Methods are
 * pure functions.
 */
public interface ExchangeRules {

  /**
   * NET-02: what the service has accepted is not sent again.
   *
   * @param durable the message must not be lost
   * @param tries how many there were, this one included
   */
  default boolean isSettled(boolean durable, int tries) {
    return true;
  }

  /**
   * NET-02: what must not be lost is tried again, whatever was answered.
   *
   * @param status of the answer; 0 when there was none
   */
  default boolean isKeptAfter(int status) {
    return true;
  }

  /** NET-02: what may be lost is tried this often and no more. */
  default boolean isUsedUp(int tries, int required) {
    return tries >= required;
  }

  /**
   * NET-02: between two tries lies a gap that grows.
   *
   * @param planned the gap that is due
   * @param first the first gap of all
   */
  default long gapNanos(long planned, long first) {
    return planned;
  }

  /**
   * NET-01: a session that found no network is tried again: coverage that returns brings it back.
   */
  default boolean isTriedAgainWithoutNetwork() {
    return true;
  }

  /**
   * NET-02: a random part makes the gap longer, so that not all cars come back at one time.
   *
   * @param drawn from 0 to 1, without 1
   */
  default double jitterShare(double drawn) {
    return drawn;
  }

  /**
   * NET-02: of a full queue the oldest of the least important kind makes room.
   *
   * @param kind place of a kind of message in the order of importance; 0 is the most important
   */
  default int importance(int kind) {
    return kind;
  }

  /**
   * NET-02: to ask once more shortens no gap: a newer question takes the place of one that waits.
   *
   * @param path of the kind of question (docs/DCM-INTERFACE.md, 2.4)
   */
  default boolean isGapKept(String path) {
    return true;
  }

  /** NET-02: of what may be lost a newer message takes the place of one that waits. */
  default boolean isReplacedByNewer() {
    return true;
  }

  /**
   * NET-02: messages of a kind go in the order in which they came.
   *
   * @param waiting how many of it wait: 1 or more
   * @return place of the one that goes next, from 0
   */
  default int next(int waiting) {
    return 0;
  }

  /**
   * NET-02: what must not be lost outlives a reset.
   *
   * @param kind place of its kind in the order of importance; 0 is the most important
   */
  default boolean isKeptOverReset(int kind) {
    return true;
  }

  /** NET-02: each message has a key, by which the service knows it again. */
  default String idempotencyKey(String key) {
    return key;
  }

  /** NET-02: {@code Retry-After} is kept to. */
  default long retryAfterNanos(long asked) {
    return asked;
  }
}
