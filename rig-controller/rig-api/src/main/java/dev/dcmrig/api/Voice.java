// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

/** A speaker before the DCM's microphone and a microphone before its speaker. */
public interface Voice {

  /** The occupant's voice is a tone of this frequency in Hz; 0 is silence. */
  void speak(double hertz);

  /** Whether the DCM's speaker has played a tone of this frequency since the current call began. */
  boolean hears(double hertz);
}
