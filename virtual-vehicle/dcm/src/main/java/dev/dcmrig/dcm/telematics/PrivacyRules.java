// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.telematics;

import dev.dcmrig.can.binding.DomainReader;
import java.util.Map;

/**
 * What the requirements say of the data that leave the vehicle. A method is a sentence of a
 * requirement and its default what that requires; a deliberate defect overrides one. Methods are
 * pure functions.
 */
public interface PrivacyRules {

  /** PRV-01: no telemetry leaves a vehicle whose data connectivity is restricted. */
  default boolean isTelemetrySent(boolean restricted) {
    return !restricted;
  }

  /** PRV-01: nor does a position that the app asks for. */
  default boolean isLocating(boolean restricted) {
    return !restricted;
  }

  /**
   * PRV-02: telemetry says no more than its form does, a position least of all.
   *
   * @return further fields
   */
  default Map<String, Double> furtherTelemetry(DomainReader bus) {
    return Map.of();
  }
}
