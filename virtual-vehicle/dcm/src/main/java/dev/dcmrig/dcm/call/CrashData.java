// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.dcm.position.Whereabouts;

/**
 * What an incident's minimum set of data is made of, taken down at the trigger.
 *
 * @param incident number of the incident, counted over resets; 0 is none
 * @param automatic collision notification; otherwise the SOS button
 * @param triggeredNanos on the timeline's clock
 * @param passengers occupied seats; 255 unknown
 */
public record CrashData(
    int incident, boolean automatic, long triggeredNanos, Whereabouts whereabouts, int passengers) {

  public static final int UNKNOWN_PASSENGERS = 255;

  /** For the non-volatile memory. */
  public String toText() {
    return String.join(
        ";",
        "" + incident,
        "" + automatic,
        "" + triggeredNanos,
        whereabouts.toText(),
        "" + passengers);
  }

  public static CrashData ofText(String text) {
    String[] parts = text.split(";");
    return new CrashData(
        Integer.parseInt(parts[0]),
        Boolean.parseBoolean(parts[1]),
        Long.parseLong(parts[2]),
        Whereabouts.ofText(parts[3]),
        Integer.parseInt(parts[4]));
  }
}
