// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.gnss;

/** What the receiver gets from the satellites. */
public enum Reception {
  /** A fix in three dimensions. */
  GOOD,
  /** Too few satellites: it goes on by dead reckoning and says that it has no fix. */
  WEAK,
  /** None: no fix, and the last values stand still. */
  LOST,
  /** The receiver itself is silent: nothing of it is on the bus. */
  SILENT
}
