// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

/** What holds for the SOS button and for collisions alike. Methods are pure functions. */
public interface EmergencyRules {

  /** SOS-12, ACN-16: with emergency calls switched off by the dealer nothing is placed. */
  default boolean isEmergencyCallEnabled(boolean enabled) {
    return enabled;
  }
}
