// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.core.DcmContext;
import java.util.Optional;

/**
 * Whether the car is as an installation needs it, by what was on the bus lately (OTA-05): parked
 * and still, the ignition in a position of the profile, enough battery. What was not seen lately
 * does not hold.
 */
final class Preconditions {
  private final DcmContext dcm;
  private final OtaSettings settings;
  private final OtaRules rules;

  Preconditions(DcmContext dcm, OtaSettings settings, OtaRules rules) {
    this.dcm = dcm;
    this.settings = settings;
    this.rules = rules;
  }

  /** The first that does not hold; empty when all do. */
  Optional<String> missing() {
    if (!isSeen(DomainValue.PARKED)
        || !isSeen(DomainValue.SPEED)
        || !rules.isParkedEnough(
            dcm.reader().word(DomainValue.PARKED).equals("YES")
                && dcm.reader().number(DomainValue.SPEED) == 0)) {
      return Optional.of("not parked");
    }
    if (!isSeen(DomainValue.IGNITION)
        || !rules.isIgnitionFit(
            settings.ignition().contains(dcm.reader().word(DomainValue.IGNITION)))) {
      return Optional.of("ignition");
    }
    if (!isSeen(DomainValue.BATTERY_VOLTAGE)
        || !rules.isBatteryEnough(
            dcm.reader().number(DomainValue.BATTERY_VOLTAGE), settings.minimumVolts())) {
      return Optional.of("battery");
    }
    return Optional.empty();
  }

  private boolean isSeen(DomainValue value) {
    return dcm.reader().has(value)
        && dcm.timeline().nowNanos() - dcm.reader().receivedNanos(value)
            <= settings.seenWithin().toNanos();
  }
}
