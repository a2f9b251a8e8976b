// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.core;

/**
 * One part of a DCM that follows its power, its frames and its pins. The DCM tells all of them, in
 * the order in which they depend on each other; the last one started is stopped first. On the
 * timeline's thread.
 */
public interface DcmService {

  /** Power is there: what is volatile is empty, what was kept stands in the memory. */
  default void boot() {}

  /** Power is gone, or a reset: nothing more is sent, no timer runs on. */
  default void stop() {}

  /** A pin may have changed; there is power. */
  default void pinsChanged() {}

  /** Everything stops but the ear for short messages. */
  default void sleep() {}

  /** Awake again. */
  default void wake() {}

  /** Whether it has something to do for which the DCM must not sleep. */
  default boolean isKeepingAwake() {
    return false;
  }
}
