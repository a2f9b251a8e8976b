// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import dev.dcmrig.telematics.http.Role;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the requirements say of stolen-vehicle tracking. A method is a sentence of a requirement and
 * its default what that requires; a deliberate defect overrides one. Methods are pure functions.
 */
public interface TrackingRules {
  /** State, year and number of a police report. */
  Pattern REPORT = Pattern.compile("[A-Z]{2,3}-[0-9]{4}-[0-9]{6}");

  /**
   * SVT-01: tracking needs a police report.
   *
   * @return the reason of a refusal; empty if the report is right
   */
  default String refusalOfReport(String report) {
    if (report.isEmpty()) {
      return "police-report-missing";
    }
    return REPORT.matcher(report).matches() ? "" : "police-report-invalid";
  }

  /** SVT-01: VIN and registration, where both are given, name one vehicle. */
  default boolean isIdentityRight(String vin, String vinOfRegistration) {
    return vin.equals(vinOfRegistration);
  }

  /** SVT-01, SVT-11: only a vehicle with an active subscription is tracked. */
  default boolean isTrackable(boolean subscribed) {
    return subscribed;
  }

  /** SVT-12: whom the positions of a tracked vehicle are shown to. */
  default Set<Role> whoSeesPositions() {
    return Set.of(Role.STOLEN_VEHICLE_CENTRE, Role.POLICE);
  }

  /** SVT-09: positions are kept and shown until the end of tracking. */
  default boolean arePositionsOpen(boolean tracked) {
    return tracked;
  }

  /** SVT-05, SVT-09: the owner is told who has asked for the end. */
  default boolean isEndShownToOwner() {
    return true;
  }

  /** SVT-09: the owner of a stolen vehicle does not see where it is. */
  default boolean isPositionShownToOwner() {
    return false;
  }
}
