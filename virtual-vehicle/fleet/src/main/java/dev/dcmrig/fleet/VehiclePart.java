// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.fleet;

/** The vehicles of one part, as a node hosts them. All on the timeline's thread. */
public interface VehiclePart {
  /** They begin, where those who had them before have left off. */
  void start();

  /** They stop, and say nothing from now on. */
  void stop();
}
