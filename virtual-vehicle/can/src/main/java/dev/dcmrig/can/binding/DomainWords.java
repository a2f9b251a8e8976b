// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import java.util.List;

/** The words of the enumerated domain values. */
public final class DomainWords {

  private DomainWords() {}

  /** The words of a domain value; empty if it is a number. */
  public static List<String> of(DomainValue value) {
    return switch (value) {
      case IGNITION -> List.of("OFF", "ACC", "ON", "START");
      case DOORS -> List.of("CLOSED", "OPEN");
      case DOOR_LOCK -> List.of("UNLOCKED", "LOCKED");
      case DCM_LOCK_REQUEST -> List.of("NONE", "LOCK", "UNLOCK");
      case AIRBAG_DEPLOYED, PARKED, DCM_GNSS_REQUEST -> List.of("NO", "YES");
      case GNSS_FIX -> List.of("NONE", "FIX_2D", "FIX_3D");
      case SOS_BUTTON -> List.of("RELEASED", "PRESSED");
      case GEAR -> List.of("P", "R", "N", "D");
      case NAVIGATION -> List.of("OK", "FAULTY");
      case IMPACT_LEVEL,
          PASSENGERS,
          BATTERY_VOLTAGE,
          LATITUDE,
          LONGITUDE,
          DIRECTION,
          GNSS_SPEED,
          SPEED ->
          List.of();
    };
  }
}
