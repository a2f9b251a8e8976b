// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

/** A DCM outside of the rig, as something that runs: a process, a container. */
public interface RunningDcm {

  /** False when it has ended; true when that can't be known. */
  boolean isAlive();

  /**
   * How it stands with it, for a message: how it has ended if it has, and its last words. May wait
   * some seconds for it to end.
   */
  String account();

  /**
   * Ends it; nothing of it is left.
   *
   * @param askedTo whether it was told to go, and so gets time to end by itself
   */
  void end(boolean askedTo);
}
