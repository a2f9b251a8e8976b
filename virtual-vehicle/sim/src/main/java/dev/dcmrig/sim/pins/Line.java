// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.pins;

/**
 * What the DCM's self-test supervises, each with a line (or an image) that the rig can disturb; and
 * its flash.
 */
public enum Line {
  MODEM,
  CELLULAR_ANTENNA,
  GNSS_ANTENNA,
  SIM,
  MICROPHONE,
  SPEAKER,
  BACKUP_BATTERY,
  SOS_SWITCH,
  CRASH_LINE,
  SOFTWARE,

  /**
   * What updates are written to: other than OK, no block stands another erasure. Not supervised.
   */
  FLASH
}
