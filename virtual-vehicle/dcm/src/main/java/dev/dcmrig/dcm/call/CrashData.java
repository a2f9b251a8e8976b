package dev.dcmrig.dcm.call;

import dev.dcmrig.dcm.position.Whereabouts;

/**
 * What an incident's minimum set of data is made of, taken down at the trigger.
 *
 * @param automatic collision notification; otherwise the SOS button
 * @param triggeredNanos on the timeline's clock
 * @param passengers occupied seats; 255 unknown
 */
public record CrashData(
    boolean automatic, long triggeredNanos, Whereabouts whereabouts, int passengers) {

  public static final int UNKNOWN_PASSENGERS = 255;

  /** For the non-volatile memory. */
  public String toText() {
    return automatic + ";" + triggeredNanos + ";" + whereabouts.toText() + ";" + passengers;
  }

  public static CrashData ofText(String text) {
    String[] parts = text.split(";");
    return new CrashData(
        Boolean.parseBoolean(parts[0]),
        Long.parseLong(parts[1]),
        Whereabouts.ofText(parts[2]),
        Integer.parseInt(parts[3]));
  }
}
