// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

/**
 * Processes that are on a virtual timeline and have no clock of their own. What they say is taken
 * up by the timeline's thread, while time stands.
 */
public interface Outside {

  /**
   * Takes up what the processes have said; when that is nothing, waits for it. On the timeline's
   * thread.
   *
   * @param nanos how long at most; 0 does not wait
   * @return whether something was said, or the wait was ended by {@link #wake}
   */
  boolean attend(long nanos);

  /** Ends a wait that is going on, or the next one. Any thread. */
  void wake();
}
